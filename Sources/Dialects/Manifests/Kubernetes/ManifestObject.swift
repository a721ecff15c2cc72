import Composition
import ConfigSyntax
import RunPlan
import SourceText

/// An object of the Kubernetes API as a manifest writes it.
struct ManifestObject {
  /// The whole object.
  let root: ConfigValue

  /// The API group, empty for the core one: `kubeflow.org`.
  var group: String {
    let version = text("apiVersion") ?? ""
    return version.contains("/") ? version.split(separator: "/").first.map(String.init) ?? "" : ""
  }

  /// The word at `kind`.
  var kind: String { text("kind") ?? "" }

  /// The object's name; nil where the server or a template makes it.
  var name: String? { text("metadata.name") }

  /// The known words at a path.
  func text(_ path: String) -> String? { root[path].flatMap { KeyReader.text(of: $0)?.value } }

  /// The other objects of the same file.
  ///
  /// Each is looked through anew, so that they are asked for only where this one names one.
  var siblings: [ManifestObject] {
    let own = root.configuration
    return own.tree.documents.indices.prefix(64).compactMap { number in
      guard number != own.document else { return nil }
      let other = Configuration(own.tree, document: number)
      guard !other.isPartial else { return nil }
      return other.read(by: own.loader).root.map { ManifestObject(root: $0) }
    }
  }
}
