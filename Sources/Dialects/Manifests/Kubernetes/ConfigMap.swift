import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// Objects that hold files: what is in them is all that they are.
///
/// Read from `staging/src/k8s.io/api/core/v1/types.go` of kubernetes and
/// `pkg/apis/workflow/v1alpha1/workflow_types.go` of argoproj/argo-workflows.
enum ManifestCarrier {
  /// The texts in `object` that may be a configuration, or a manifest.
  static func attachments(of object: ManifestObject) -> [Attachment] {
    switch (object.group, object.kind) {
    case ("", "ConfigMap"):
      files(of: object).filter { isConfiguration($0.name) }.map {
        Attachment(.text($0.text, name: $0.name), at: $0.span)
      }
    case ("argoproj.io", "Workflow"), ("argoproj.io", "WorkflowTemplate"),
      ("argoproj.io", "ClusterWorkflowTemplate"), ("argoproj.io", "CronWorkflow"):
      manifests(of: object)
    default: []
    }
  }

  /// A file of a ConfigMap.
  struct File {
    /// Its name.
    let name: String
    /// What is in it.
    let text: MappedText
    /// Where it is written.
    let span: SourceSpan
  }

  /// The files that a ConfigMap holds.
  static func files(of object: ManifestObject) -> [File] {
    (object.root.member("data")?.entries ?? []).prefix(64).compactMap { entry in
      guard let text = entry.value.mappedText, !text.isEmpty else { return nil }
      return File(name: entry.key, text: text, span: entry.value.span)
    }
  }

  /// Whether a file is one that a framework's loader would read.
  static func isConfiguration(_ name: String) -> Bool {
    [".yaml", ".yml", ".json"].contains { name.hasSuffix($0) }
  }

  /// The manifests that the steps of a workflow hand to the API server.
  private static func manifests(of object: ManifestObject) -> [Attachment] {
    let spec = object.root["spec.workflowSpec"] ?? object.root.member("spec")
    return (spec?.member("templates")?.items ?? []).compactMap { step in
      guard let value = step["resource.manifest"], let text = value.mappedText else { return nil }
      return Attachment(
        .text(text, name: "manifest.yaml"), at: value.span)
    }
  }
}
