import Composition
import ReferenceData
import RunPlan
import SourceText

extension KeyReader {
  /// Notes what the file calls the run.
  mutating func nameRun(_ paths: String...) {
    for path in paths {
      guard let name = text(path), !name.value.isEmpty else { continue }
      reading.runName = name
      return
    }
  }

  /// Notes that nothing pads the rows of the embedding to what the matrix units of GPUs want.
  mutating func noteRowsForGPUs() { reading.vocabulary.multiple = (8, Self.alignment) }

  /// Notes how many ids the tokenizer named at `path` has.
  mutating func readTokenizer(_ path: String) {
    guard let value = value(path), let name = Self.text(of: value)?.value,
      let tokenizer = Tokenizers.named(name), let size = tokenizer.size,
      // A model that lives with fewer rows than ids tells that some ids are never used.
      tokenizer.modelRows ?? size >= size
    else { return }
    let source = KeySource(key: path, origin: value.origin)
    reading.vocabulary.tokenizer = Claim(
      .vocabularySize, Double(size), .published(tokenizer.source, source))
  }

  private static let alignment = Citation(
    "NVIDIA, Matrix Multiplication Background User's Guide, section 3.2",
    url: "https://docs.nvidia.com/deeplearning/performance/dl-performance-matrix-multiplication/")
}
