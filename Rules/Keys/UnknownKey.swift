package import Linting
import ReferenceData
import RunPlan
import SourceText

/// Flags keys that the framework does not know.
package struct UnknownKey: Rule {
  package static let info = RuleInfo(
    id: "unknown-key",
    summary: "The framework does not know the key.",
    why: """
      Some frameworks stop at a key that they do not know; most read on, and the run is then not
      the one that is written: the default holds where the author believes to have set a value.
      Such keys are slips of the pen, names that an older version had, keys of another framework,
      keys in the wrong mapping, or keys that only inference reads.
      """,
    severity: .warning,
    bad: [
      Example(
        """
        model_name_or_path: Qwen/Qwen2.5-1.5B
        dataset_name: some/conversations
        learning_rate: 0.00002
        per_device_train_batch_size: 4
        packing: true
        max_seq_length: 8192
        #^^^^^^^^^^^^^ not a key of TRL
        """),
      Example(
        """
        compute_environment: LOCAL_MACHINE
        distributed_type: MULTI_GPU
        num_machines: 1
        num_proceses: 8
        #^^^^^^^^^^^ not a key of accelerate
        """),
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        datasets:
          - path: some/answers
            type: alpaca
        sequence_len: 4096
        micro_batch_size: 2
        gradient_accumulation_steps: 4
        num_epochs: 1
        learning_rate: 0.00002
        lr_scheduler: cosine
        eta_min: 0.0000007
        #^^^^^^ not a key of axolotl
        """),
      Example(
        """
        model:
          _component_: torchtune.models.llama3_2.lora_llama3_2_1b
        optimizer:
          _component_: torch.optim.AdamW
        lr: 0.0003
        #^ not a key of torchtune
        batch_size: 4
        epochs: 1
        """),
    ],
    good: [
      Example(
        """
        model_name_or_path: Qwen/Qwen2.5-1.5B
        dataset_name: some/conversations
        learning_rate: 0.00002
        per_device_train_batch_size: 4
        packing: true
        max_length: 8192
        a_key_of_my_own_script: 1
        """),
      Example(
        """
        compute_environment: LOCAL_MACHINE
        distributed_type: FSDP
        num_machines: 1
        num_processes: 8
        mpirun_config:
          anything_at_all: true
        """),
      Example(
        """
        base_model: NousResearch/Llama-3.2-1B
        datasets:
          - path: some/answers
            type: alpaca
        sequence_len: 4096
        micro_batch_size: 2
        gradient_accumulation_steps: 4
        num_epochs: 1
        learning_rate: 0.00002
        lr_scheduler: cosine
        cosine_min_lr_ratio: 0.1
        """),
      Example(
        """
        run_name: first-try
        output_dir: /runs/${run_name}
        model:
          _component_: torchtune.models.llama3_2.lora_llama3_2_1b
        optimizer:
          _component_: torch.optim.AdamW
          lr: 0.0003
        batch_size: 4
        epochs: 1
        """),
    ])

  package init(options: NoOptions) {}

  package func check(_ run: Run) -> [Finding] {
    run.plan.reading.remarks.compactMap { remark in
      if case .many(let many) = remark.kind, many.kind == .strangeKeys {
        return Finding(many, "keys that nothing reads", at: remark.span)
      }
      guard case .unknown(let unknown) = remark.kind else { return nil }
      return finding(unknown, remark, in: run)
    }
  }

  private func severity(of unknown: StrayKey) -> Severity {
    if unknown.demand != nil { return .error }
    return switch unknown.diagnosis {
    // A framework that is older or newer than the catalogue may know the key.
    case .renamed: .warning
    // That others have a key of this name does not say that the framework never had it.
    case .foreign(_, nil): .warning
    case .strange: unknown.edition.unknownKeys == .refused ? .warning : .note
    default: unknown.edition.unknownKeys == .refused ? .error : .warning
    }
  }

  // MARK: Words

  private func finding(_ unknown: StrayKey, _ remark: KeyRemark, in run: Run) -> Finding {
    let name = backticked(remark.lastName, limit: 32)
    let framework = unknown.edition.framework
    var finding = Finding(
      headline(unknown, name), at: remark.span, label: "not a key of \(framework)")
    finding.severity = severity(of: unknown)
    finding.confidence = isSure(unknown) ? .high : .medium
    finding.consequence = consequence(unknown)
    finding.sources = [unknown.demand?.source].compactMap { $0 }.map { Citation($0) }
    finding.derivation = ["keys as of \(framework) \(unknown.edition.version)"]
    switch unknown.diagnosis {
    case .typo(let meant):
      finding.help = "write \(meant)"
      finding.fixes = renaming(remark, to: meant, in: run)
    case .renamed(let new?, _), .foreign(_, let new?):
      finding.help = unknown.advice ?? "use \(new)"
    case .renamed(nil, _): finding.help = unknown.advice ?? "remove it"
    case .misplaced(let paths):
      finding.help = "move it to " + paths.map { "`\($0)`" }.joined(separator: " or ")
    case .inferenceOnly: finding.help = "remove it here, and set it where the model is used"
    case .foreign(_, nil), .strange: break
    }
    return finding
  }

  private func isSure(_ unknown: StrayKey) -> Bool {
    switch unknown.diagnosis {
    case .renamed, .strange: false
    default: unknown.edition.unknownKeys != .open
    }
  }

  private func headline(_ unknown: StrayKey, _ name: String) -> String {
    let framework = unknown.edition.framework
    switch unknown.diagnosis {
    case .typo(let meant): return "\(name) is no key; \(backticked(meant, limit: 30)) is"
    case .renamed(let new?, let since):
      let version = since.map { " since \($0)" } ?? ""
      return "\(name) is called \(backticked(new, limit: 30))\(version)"
    case .renamed(nil, let since):
      return "\(name) was removed" + (since.map { " in \($0)" } ?? "")
    case .foreign(let owners, _):
      let whose = owners.prefix(2).joined(separator: " and ")
      return whose.isEmpty
        ? "\(name) is no key of \(framework)" : "\(name) is a key of \(whose), not of \(framework)"
    case .misplaced: return "\(name) is read elsewhere in the file, not here"
    case .inferenceOnly: return "\(name) is read at inference only"
    case .strange: return "\(name) is not a key that \(framework) reads here"
    }
  }

  private func consequence(_ unknown: StrayKey) -> String? {
    if let demand = unknown.demand {
      return "\(demand.words): the framework stops before the first step"
    }
    switch unknown.edition.unknownKeys {
    case .refused: return "\(unknown.edition.framework) stops at keys that it does not know"
    case .open:
      let standing = unknown.standing.map { "the default, \($0), holds" } ?? "nothing reads it"
      return "the run stops at it, or \(standing), unless its script brings the key"
    case .ignored:
      if let standing = unknown.standing {
        return "nothing reads it: the default, \(standing), holds"
      }
      return "nothing reads it"
    }
  }

  private func renaming(_ remark: KeyRemark, to name: String, in run: Run) -> [Fix] {
    [Fix("Rename to \(name)", .unsafe, [run.rewriting(remark.span, as: name)])]
  }
}
