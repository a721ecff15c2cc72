// Alphabetical by name.

extension Citation {
  private static func arXiv(_ text: String, _ number: String) -> Citation {
    Citation(text, url: "https://arxiv.org/abs/\(number)")
  }

  /// A file of transformers, on whose trainer several frameworks are built.
  package static func transformers(_ file: String) -> Citation {
    Citation(
      "transformers/" + file,
      of: ["hf-trl", "axolotl", "llamafactory", "ms-swift", "oumi", "unsloth"])
  }

  /// The refit of Chinchilla's third approach that the default law comes from.
  package static let besiroglu2024 = arXiv("Besiroglu et al. 2024", "2404.10102")
  /// Power laws with breaks.
  package static let caballero2022 = arXiv("Caballero et al. 2022", "2210.14891")
  /// The attention share of training FLOPs (PaLM, appendix B).
  package static let chowdhery2022 = arXiv("Chowdhery et al. 2022", "2204.02311")
  /// Batch and learning rate by compute (DeepSeek LLM).
  package static let deepSeek2024 = arXiv("DeepSeek-AI 2024", "2401.02954")
  /// Four-bit frozen bases.
  package static let dettmers2023 = arXiv("Dettmers et al. 2023", "2305.14314")
  /// What a smaller model trained for longer costs.
  package static let deVries2023 = Citation(
    "de Vries 2023", url: "https://www.harmdevries.com/post/model-size-vs-compute-overhead/")
  /// Our own fit of the runs that others read off Chinchilla's figure 4.
  package static let epochRefit = arXiv(
    "refit of 240 runs recovered by Besiroglu et al. 2024", "2404.10102")
  /// Compute-optimal tokens as printed in the Llama 3 report.
  package static let grattafiori2024 = arXiv("Grattafiori et al. 2024", "2407.21783")
  /// Transfer from text to code.
  package static let hernandez2021 = arXiv("Hernandez et al. 2021", "2102.01293")
  /// The damage of a small, often repeated slice.
  package static let hernandez2022 = arXiv("Hernandez et al. 2022", "2205.10487")
  /// Chinchilla.
  package static let hoffmann2022 = arXiv("Hoffmann et al. 2022", "2203.15556")
  /// Low-rank adapters.
  package static let hu2021 = arXiv("Hu et al. 2021", "2106.09685")
  /// The first scaling laws of language models.
  package static let kaplan2020 = arXiv("Kaplan et al. 2020", "2001.08361")
  /// Activation memory and selective recomputation.
  package static let korthikanti2022 = arXiv("Korthikanti et al. 2022", "2205.05198")
  /// Learning rate and batch size by model and data (Step Law).
  package static let li2025 = arXiv("Li et al. 2025", "2503.04715")
  /// Loss curves under any schedule.
  package static let luo2025 = arXiv("Luo et al. 2025", "2503.12811")
  /// Steps against tokens around the critical batch.
  package static let mcCandlish2018 = arXiv("McCandlish et al. 2018", "1812.06162")
  /// Repeated data.
  package static let muennighoff2023 = arXiv("Muennighoff et al. 2023", "2305.16264")
  /// Why Kaplan and Chinchilla disagree.
  package static let pearce2024 = arXiv("Pearce & Song 2024", "2406.12907")
  /// Exponents that PyYAML reads as text.
  package static let pyYAMLFloats = Citation(
    "PyYAML issue 173", url: "https://github.com/yaml/pyyaml/issues/173")
  /// What each of PyYAML's loaders builds.
  package static let pyYAMLLoaders = Citation(
    "PyYAML, constructor.py",
    url: "https://github.com/yaml/pyyaml/blob/main/lib/yaml/constructor.py")
  /// Model states split over ranks (ZeRO).
  package static let rajbhandari2019 = arXiv("Rajbhandari et al. 2019", "1910.02054")
  /// Allocation with inference in mind.
  package static let sardana2024 = arXiv("Sardana et al. 2024", "2401.00448")
  /// Learning rate and batch of low-rank adapters.
  package static let schulman2025 = Citation(
    "Schulman et al. 2025", url: "https://thinkingmachines.ai/blog/lora/")
  /// Base models that were trained for so long that they tune less well.
  package static let springer2025 = arXiv("Springer et al. 2025", "2503.19206")
  /// Vocabulary by model size.
  package static let tao2024 = arXiv("Tao et al. 2024", "2407.13623")
  /// Few, chosen examples, many passes, and a checkpoint picked by hand (LIMA).
  package static let zhou2023 = arXiv("Zhou et al. 2023", "2305.11206")
}
