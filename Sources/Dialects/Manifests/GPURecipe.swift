import Composition
import ConfigSyntax
package import RunPlan
import SourceText

/// The `values.yaml` of Google's recipes for GPUs on Kubernetes.
///
/// Read from `src/helm-charts` of `AI-Hypercomputer/gpu-recipes`: the charts divide
/// `workload.gpus` by the GPUs of a node.
package enum GPURecipe: Dialect {
  package static let id = DialectID("gpu-recipe")

  package static let fingerprint = Fingerprint(
    all: ["workload.gpus"],
    any: [
      .atLeast(1, of: ["workload.image", "workload.configFile"]),
      .atLeast(1, of: ["dwsSettings", "tasSettings", "network", "volumes"]),
    ],
    none: ["apiVersion", "kind"])

  /// Helm reads values with go-yaml.
  package static let loading = Loading(.goYAML, castsText: false)

  package static let bindings: [KeyBinding] = [
    KeyBinding(.devices, "workload.gpus"), KeyBinding(.steps, "workload.step_count"),
  ]

  package static func complete(_ keys: inout KeyReader) {
    keys.reading.regime = nil
    keys.reading.isLauncher = true
    keys.reading.fillsSequences = false
    for key in ["workload.arguments", "workload.defaultArguments"] {
      guard let list = keys.value(key), list.isSequence else { continue }
      let words = list.items.prefix(4096).compactMap(\.mappedText).map { CommandWords.masked($0) }
      let arguments = ProgramArguments(words)
      guard !arguments.named.isEmpty else { continue }
      let isMaxText = (keys.value("workload.envs")?.items ?? []).contains {
        $0.member("name").flatMap { KeyReader.text(of: $0)?.value } == "MAXTEXT_CONFIG_PATH"
      }
      keys.reading.attachments.append(
        Attachment(
          .arguments(arguments.json(below: isMaxText ? "maxtext" : nil)), at: list.span,
          dialect: ScriptArguments.id.name))
    }
  }
}
