import Composition
import ConfigSyntax
import RunPlan
import SourceText

extension [PodGroup] {
  /// The groups with the files of the ConfigMaps that stand in the same manifest and are mounted.
  func mounting(_ object: ManifestObject) -> [PodGroup] {
    let volumes = map(\.configVolumes)
    guard volumes.contains(where: { !$0.isEmpty }) else { return self }
    let maps = object.siblings.filter { $0.group.isEmpty && $0.kind == "ConfigMap" }
      .map { (name: $0.name, files: ManifestCarrier.files(of: $0)) }
    guard !maps.isEmpty else { return self }
    return zip(self, volumes).map { group, volumes in
      var group = group
      for mount in group.containers.prefix(16).flatMap(\.mounts) {
        guard let volume = volumes.first(where: { $0.name == mount.volume }),
          let map = maps.first(where: { $0.name == volume.map })
        else { continue }
        group.add(map.files, volume.items, at: mount.path, part: mount.part)
      }
      return group
    }
  }
}

extension PodGroup {
  /// A volume of the files of a ConfigMap.
  fileprivate struct ConfigVolume {
    let name: String
    let map: String
    /// Which files, under which names; nil for all.
    let items: [(key: String, path: String)]?
  }

  fileprivate var configVolumes: [ConfigVolume] {
    (pod?.member("volumes")?.items ?? []).prefix(64).compactMap { volume in
      guard let source = volume.member("configMap"), let map = source.word("name"),
        let name = volume.word("name")
      else { return nil }
      let items = source.member("items")?.items.compactMap { item in
        item.word("key").flatMap { key in item.word("path").map { (key: key, path: $0) } }
      }
      return ConfigVolume(name: name, map: map, items: items)
    }
  }

  fileprivate mutating func add(
    _ all: [ManifestCarrier.File], _ items: [(key: String, path: String)]?, at path: String,
    part: String?
  ) {
    for file in all where files.count < 64 {
      guard let name = items == nil ? file.name : items?.first(where: { $0.key == file.name })?.path
      else { continue }
      if let part {
        if part == name { files[path] = file }
      } else {
        files[path + (path.hasSuffix("/") ? "" : "/") + name] = file
      }
    }
  }
}

extension PodContainer {
  /// The places at which volumes are mounted.
  fileprivate var mounts: [(volume: String, path: String, part: String?)] {
    (value.member("volumeMounts")?.items ?? []).prefix(64).compactMap { mount in
      guard let path = mount.word("mountPath"), let name = mount.word("name") else { return nil }
      return (name, path, mount.word("subPath"))
    }
  }
}

extension ConfigValue {
  /// The word at a key of this mapping.
  func word(_ key: String) -> String? { member(key).flatMap { KeyReader.text(of: $0)?.value } }
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
