import Dialects
import Engine
import Linting
import RunPlan
import SourceText
import TestSupport
import Testing

/// Published files go to the framework that they were written for, or to none.
@Suite(.enabled(if: SharedFolder.has("corpus"), "it needs the folder `shared/corpus`"))
struct RecognitionTests {
  /// Files of one folder that are rightly taken for those of another's framework.
  private struct Guest {
    let path: String
    let dialect: String
    let why: String
  }

  private static let guests = [
    Guest(path: "manifests/mcli", dialect: "llm-foundry", why: "jobs that hold a configuration"),
    Guest(
      path: "manifests/pytorchjob/foundation-model-stack__fms-hf-tuning", dialect: "hf-trl",
      why: "a ConfigMap that holds a configuration"),
  ]

  /// Files that are no training of a language model, so that nobody needs to know them.
  private static let bystanders: [(path: String, why: String)] =
    [
      ("llm-foundry/examples/benchmarks/bert", "encoders, trained by scripts of their own"),
      ("llm-foundry/mcli/mcli-pretokenize-oci-upload.yaml", "a job that prepares data"),
      ("levanter/config/data", "data that runs include"),
      ("levanter/config/optim", "optimizers that runs include"),
      ("levanter/config/sampler", "samplers"),
      ("levanter/config/harness", "evaluations"),
      ("ms-swift/ms-swift/examples/yaml/megatron/infer.yaml", "inference"),
      ("ms-swift/ms-swift/examples/sampler", "samplers"),
      ("ms-swift/ms-swift/tests", "settings of the test runner"),
    ]
    + nemoWithoutTraining.map {
      ("nemo/examples/nlp/language_modeling/\($0).yaml", "no training")
    }

  /// Files of NeMo that ask, convert or check a model.
  private static let nemoWithoutTraining = [
    "conf/megatron_chatglm_inference",
    "conf/megatron_falcon_inference",
    "conf/megatron_gpt_export",
    "conf/megatron_gpt_inference_batch_mcore",
    "conf/megatron_gpt_ptq",
    "conf/megatron_gpt_validate_config",
    "conf/megatron_griffin_generate_config",
    "conf/megatron_mamba_inference",
    "conf/megatron_qwen2_inference",
    "conf/megatron_retro_inference",
    "tuning/conf/megatron_gpt_generate_config",
    "tuning/conf/megatron_mamba_generate_config",
    "tuning/conf/megatron_t5_generate_config",
  ]

  /// Frameworks whose files lie in a folder of their name.
  private static let dialects = DialectCatalogue.all.map { $0.id.name }.filter {
    SharedFolder.has("corpus/\($0)")
  }

  @Test(arguments: dialects) func itsOwnFilesAreRecognisedOrLeftAlone(dialect: String) {
    let own = Verdicts.all.filter { verdict in
      verdict.folder == dialect && !Self.bystanders.contains { verdict.lies(in: $0.path) }
        // The settings of PEFT's own benchmark, which lie beside its adapters.
        && !verdict.path.hasSuffix("training_params.json")
    }
    let missed = own.filter(\.dialects.isEmpty).map(\.path)
    #expect(
      missed.count * 5 <= own.count,
      "\(missed.count) of \(own.count) are not recognised: \(missed.prefix(20))")
  }

  @Test(arguments: dialects) func filesOfOthersAreNotTaken(dialect: String) {
    let taken = Verdicts.all.filter { verdict in
      verdict.folder != dialect && verdict.dialects.contains(dialect)
        && !Self.guests.contains { $0.dialect == dialect && verdict.lies(in: $0.path) }
    }
    #expect(taken.map(\.description) == [])
  }

  /// A name that no file needs any more hides the next mistake.
  @Test func everyExceptionIsNeeded() {
    let unused = Self.guests.filter { guest in
      !Verdicts.all.contains { $0.lies(in: guest.path) && $0.dialects.contains(guest.dialect) }
    }
    #expect(unused.map { "\($0.path): \($0.dialect)" } == [])
    let absent = Self.bystanders.filter { place in
      !Verdicts.all.contains { $0.lies(in: place.path) && $0.dialects.isEmpty }
    }
    #expect(absent.map(\.path) == [])
  }
}

/// What each file of the corpus was taken for.
private enum Verdicts {
  struct Verdict: CustomStringConvertible {
    /// The path below the corpus.
    let path: String
    /// The frameworks of its documents; none where it was left alone.
    let dialects: Set<String>

    var folder: Substring { path.prefix { $0 != "/" } }
    var description: String { "\(path): \(dialects.sorted().joined(separator: ", "))" }

    /// Whether `place` is its path or a folder around it.
    func lies(in place: String) -> Bool { path == place || path.hasPrefix(place + "/") }
  }

  static let all: [Verdict] = {
    let corpus = (SharedFolder.path ?? "") + "/corpus"
    let linter = Linter()
    return FileWalk.files(in: [corpus]).files.compactMap { entry in
      guard let bytes = SharedFolder.contents(of: entry.path) else { return nil }
      let report = linter.report(on: SourceFile(name: entry.path, bytes: bytes))
      return Verdict(
        path: String(entry.path.dropFirst(corpus.count + 1)),
        dialects: Set(report.plans.map(\.plan.reading.dialect.name)))
    }
  }()
}
