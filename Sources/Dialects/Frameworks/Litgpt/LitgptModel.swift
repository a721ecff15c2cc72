import Composition
import ReferenceData
import RunPlan
import SourceText

/// The model of a litgpt file: named, written out under `model_config`, or that of a checkpoint.
enum LitgptModel {
  /// A checkpoint folder and the key that names it.
  struct Checkpoint {
    let key: String
    let value: String
  }

  static func read(_ keys: inout KeyReader, isFinetune: Bool) {
    if isFinetune {
      guard let folder = checkpoint(keys) else { return }
      readNamed(&keys, name: hubID(of: folder.value), at: folder.key)
    } else if let path = ["model_config", "model"].first(where: { keys.isSet($0) }) {
      LitgptInlineModel.read(&keys, at: path, isTied: isTied(keys))
    } else if let name = keys.text("model_name")?.value {
      readNamed(&keys, name: name, at: "model_name")
    }
  }

  static func isTied(_ keys: KeyReader) -> Bool { keys.flag("train.tie_embeddings") ?? false }

  static func checkpoint(_ keys: KeyReader) -> Checkpoint? {
    for key in ["checkpoint_dir", "io.checkpoint_dir"] {
      if let path = keys.text(key)?.value { return Checkpoint(key: key, value: path) }
    }
    return nil
  }

  /// `checkpoints/google/gemma-2b` is where litgpt downloads `google/gemma-2b` to.
  static func hubID(of path: String) -> String {
    let parts = path.split(separator: "/")
    guard let folder = parts.lastIndex(of: "checkpoints"), parts.count == folder + 3 else {
      return path
    }
    return parts.suffix(2).joined(separator: "/")
  }

  private static func readNamed(_ keys: inout KeyReader, name: String, at path: String) {
    guard
      let named = NamedArchitectures.named(name)
        ?? NamedArchitectures.named(name.split(separator: "/").last.map(String.init) ?? name),
      let value = keys.value(path)
    else { return }
    let source = KeySource(key: path, origin: value.origin)
    func publish(_ quantity: Quantity, _ number: Int) -> Claim {
      keys.add(Claim(quantity, Double(number), .published(NamedArchitectures.source, source)))
    }
    let inputs = [
      publish(.layers, named.layers), publish(.hiddenSize, named.hidden),
      publish(.heads, named.heads), publish(.kvHeads, named.keyValueHeads),
      publish(.headDim, named.headWidth), publish(.intermediateSize, named.mlpWidth),
      publish(.vocabularySize, named.vocabularyRows),
    ]
    _ = publish(.contextLength, named.context)
    if named.experts > 0 {
      _ = publish(.experts, named.experts)
      _ = publish(.expertsPerToken, named.expertsPerToken)
    }
    keys.reading.architecture = Architecture(
      shape: ModelShape(named, isTied: isTied(keys)), knowsVocabulary: true, inputs: inputs)
  }
}
