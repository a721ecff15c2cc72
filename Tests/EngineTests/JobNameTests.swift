import Engine
import Linting
import RunPlan
import SourceText
import Testing

/// What a job is called, against what it trains and asks for.
@Suite struct JobNameTests {
  private func labels(_ text: String, file: String = "job.yaml") -> [Finding] {
    Linter().report(on: SourceFile(name: file, text: text)).findings
      .filter { $0.rule == "size-label-mismatch" }.map(\.finding)
  }

  /// A job whose script is handed the sizes of a model of 12.7B parameters in its layers.
  private static func job(_ name: String, flags: String = "") -> String {
    """
    apiVersion: kubeflow.org/v1
    kind: PyTorchJob
    metadata: {name: \(name)}
    spec:
      pytorchReplicaSpecs:
        Worker:
          replicas: 4
          template:
            spec:
              containers:
                - name: pytorch
                  image: registry/train:1
                  command:
                    - torchrun
                    - train.py
                    - --max_context_width=4096
                    - --model_type=llama_v2
                    - --hidden_width=5120
                    - --num_layers=40
                    - --num_heads=40
                    - --num_key_value_heads=40
                    - --intermediate_size=13824
                    - --max_steps=1000
                    \(flags)
                  resources:
                    limits: {nvidia.com/gpu: 1}

    """
  }

  @Test(arguments: ["llama3-1-8b-fsdp", "llama-7b", "pretrain-8b-v2"])
  func aSmallerNameThanTheLayersIsTold(name: String) throws {
    let found = labels(Self.job(name))
    let finding = try #require(found.first)
    #expect(found.count == 1)
    #expect(finding.headline.hasSuffix("the layers have 12.7B parameters"))
    #expect(finding.primary.span.file == .main)
    let text = Array(Self.job(name).utf8)[
      finding.primary.span.bytes.lowerBound..<finding.primary.span.bytes.upperBound]
    #expect(text.elementsEqual(name.utf8))
    // The key that makes the size stands in the same file.
    #expect(finding.related.allSatisfy { $0.span.file == .main })
    #expect(!finding.related.isEmpty)
  }

  @Test(arguments: [
    // Its rows of the embedding are not known, so that it may have 14B or 20B.
    "llama-13b", "llama-14b", "llama-20b",
    // Nothing of these counts parameters, or what is named is something else.
    "llama-3-1", "run-8xh100", "exp-b7", "bench-3b1", "ab12b3c", "teacher-70b",
    "distill-70b-8b-13b",
    "anneal-8b-tokens",
  ]) func otherNamesAreNone(name: String) {
    #expect(labels(Self.job(name)).map(\.headline) == [])
  }

  @Test func theEmbeddingCountsWhereItIsKnown() throws {
    let finding = try #require(labels(Self.job("llama-20b", flags: "- --vocab_size=32000")).first)
    #expect(finding.headline.hasSuffix("the model has 13.0B parameters"))
    #expect(labels(Self.job("llama-13b", flags: "- --vocab_size=32000")).isEmpty)
    #expect(labels(Self.job("llama-8b", flags: "- --vocab_size=$ROWS")).count == 1)
  }

  @Test func aConfigThatNamesItsRunKeepsThatName() {
    let config = """
      run_name: mpt-1b
      max_seq_len: 2048
      global_train_batch_size: 512
      max_duration: 1ep
      model: {name: mpt_causal_lm, d_model: 2048, n_heads: 16, n_layers: 24, expansion_ratio: 4,
        max_seq_len: 2048, vocab_size: 50368}
      train_loader: {name: text}
      """
    let lines = config.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
    let map = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: mpt-3b}\ndata:\n  a.yaml: |\n"
    #expect(labels(map + lines + "\n").isEmpty)
  }

  // MARK: GPUs

  private static func values(_ gpus: String) -> String {
    "workload:\n  gpus: \(gpus)\n  image: registry/train:1\nnetwork: {hostNetwork: true}\n"
  }

  @Test(arguments: ["a4x/wan_14b/32gpus-bf16-gbs128/recipe/values.yaml", "32gpu/values.yaml"])
  func foldersCountTheGPUs(path: String) throws {
    let finding = try #require(labels(Self.values("64"), file: path).first)
    #expect(finding.headline.contains("and it asks for 64"))
    #expect(finding.primary.span.bytes == ByteRange(18, 20))
    #expect(labels(Self.values("32"), file: path).isEmpty)
  }

  @Test(arguments: [
    "64gpus/values.yaml", "8gpus-per-node/values.yaml", "8xh100/values.yaml", "1-8gpus/values.yaml",
    "32gpus/64gpus/values.yaml", "32gpus/a/b/c/d/e/f/values.yaml", "values-gpus.yaml",
  ]) func otherFoldersDoNot(path: String) {
    #expect(labels(Self.values("64"), file: path).map(\.headline) == [])
  }

  @Test func aCountThatIsFilledInLaterIsNone() {
    #expect(labels(Self.values("${GPUS}"), file: "32gpus/values.yaml").isEmpty)
    #expect(labels(Self.values(""), file: "32gpus/values.yaml").isEmpty)
  }

  @Test func whatTheNameCountsMayBeOneNode() {
    let task = "num_nodes: 2\nresources: {accelerators: 'H100:8'}\nrun: torchrun --nnodes 2 t.py\n"
    #expect(labels("name: tune-8gpus\n" + task).isEmpty)
    #expect(labels("name: tune-16gpus\n" + task).isEmpty)
    #expect(labels("name: tune-4gpus\n" + task).count == 1)
    // Who starts it may ask for more nodes than the one that nothing is said of.
    let open = "resources: {accelerators: 'H100:8'}\nrun: torchrun --nproc_per_node 8 t.py\n"
    #expect(labels("name: tune-64gpus\n" + open).isEmpty)
  }
}
