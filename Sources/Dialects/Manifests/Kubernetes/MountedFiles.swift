import Composition
import ConfigSyntax
import RunPlan
import SourceText

extension PodGroup {
  /// The group with the files of the ConfigMaps that stand in the same manifest and are mounted.
  func mounting(_ object: ManifestObject) -> PodGroup {
    var volumes: [(name: String, source: ConfigValue)] = []
    for volume in pod?.member("volumes")?.items ?? [] {
      guard let source = volume.member("configMap"), source["name"] != nil,
        let name = volume.member("name").flatMap({ KeyReader.text(of: $0)?.value })
      else { continue }
      volumes.append((name, source))
    }
    guard !volumes.isEmpty else { return self }
    let maps = object.siblings.filter { $0.group.isEmpty && $0.kind == "ConfigMap" }
    var group = self
    for container in containers {
      for mount in container.value.member("volumeMounts")?.items ?? [] {
        func text(_ key: String) -> String? {
          mount.member(key).flatMap { KeyReader.text(of: $0)?.value }
        }
        guard let path = text("mountPath"),
          let source = volumes.first(where: { $0.name == text("name") })?.source,
          let name = source.member("name").flatMap({ KeyReader.text(of: $0)?.value }),
          let map = maps.first(where: { $0.name == name })
        else { continue }
        group.add(map, source, at: path, part: text("subPath"))
      }
    }
    return group
  }

  private mutating func add(
    _ map: ManifestObject, _ source: ConfigValue, at path: String, part: String?
  ) {
    let items = source.member("items")?.items
    for file in ManifestCarrier.files(of: map) {
      var name = file.name
      if let items {
        let item = items.first {
          $0.member("key").flatMap { KeyReader.text(of: $0)?.value } == name
        }
        guard let renamed = item?.member("path").flatMap({ KeyReader.text(of: $0)?.value }) else {
          continue
        }
        name = renamed
      }
      if let part {
        if part == name { files[path] = file }
      } else {
        files[path + (path.hasSuffix("/") ? "" : "/") + name] = file
      }
    }
  }
}

extension KeyReader {
  /// Attaches the files of ConfigMaps that a container is told of by a variable.
  mutating func attachNamedFiles(of job: KubernetesJob) {
    for group in job.groups where !group.files.isEmpty {
      let values = group.containers.flatMap { $0.environment.values }
      let paths = values.compactMap(\.known).sorted()
      for path in paths {
        guard let file = group.files[path], ManifestCarrier.isConfiguration(file.name) else {
          continue
        }
        reading.attachments.append(Attachment(.text(file.text, name: file.name), at: file.span))
      }
    }
  }
}
