extension SettingsStore {
  /// A first settings file: every section, with what it is for.
  package static let template = """
    # Settings of trainlint for the files in this folder and below it.
    # The nearest .trainlint.yaml above a file holds for it; `trainlint check --show-settings FILE` says
    # what holds and from which line. Paths and patterns count from this folder.

    extends: [recommended]      # recommended, strict, or the path of another settings file

    # law: besiroglu-2024       # the scaling law to judge by, or a file that `trainlint fit` wrote

    # What the configs do not say. A comment in the file and --fact come before it.
    # facts:
    #   - files: "pretrain/**"
    #     world_size: 512
    #     device: h100-sxm

    # How many tokens data sets have, by the name that configs use.
    # datasets:
    #   my-org/corpus: {tokens: 300B}

    # What is known of models that are not in the catalogue.
    # models:
    #   my-org/base-7b: {parameters: 7.1B, training_tokens: 2T, context_length: 8192}

    # Frameworks that take several files for one run (GPT-NeoX): what each file is started with.
    # merge:
    #   - files: configs/*M.yml
    #     with: [configs/local_setup.yml]

    # error, warning, note or off; `trainlint explain RULE` lists the options of a rule.
    # rules:
    #   data-repetition: {severity: error, max_epochs: 4}
    #   size-label-mismatch: off

    # What runs must be, over any quantity that `trainlint plan` prints; and, or, not, brackets.
    # policy:
    #   - id: gpu-budget
    #     require: device_hours <= 20000
    #     when: regime == pretraining and path != "approved/**"
    #     message: Runs above 20k GPU-hours need a capacity ticket.
    #     severity: error

    # files:
    #   include: ["**/*.{yaml,yml,json}"]
    #   exclude: ["charts/**"]

    """
}
