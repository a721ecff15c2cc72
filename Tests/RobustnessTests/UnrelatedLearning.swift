/// What trains or measures something else than a language model.
let learningMakers: [(String, UnrelatedFile.Maker)] = [
  (
    "detector.yaml",
    { words in
      """
      MODEL:
        META_ARCHITECTURE: GeneralizedRCNN
        RESNETS: {DEPTH: \(words.number(18...152))}
      SOLVER:
        IMS_PER_BATCH: \(words.number(2...32))
        BASE_LR: 0.02
        MAX_ITER: \(words.number(10000...300000))
        STEPS: [60000, 80000]
      """
    }
  ),
  (
    "detect.yaml",
    { words in
      """
      task: detect
      mode: train
      model: yolo-\(words.number(5...12))n.pt
      data: \(words.name()).yaml
      epochs: \(words.number(1...300))
      batch: \(words.number(1...128))
      imgsz: 640
      optimizer: auto
      warmup_epochs: 3.0
      lr0: 0.01
      """
    }
  ),
  (
    "classes.yaml",
    { words in
      """
      path: ../datasets/\(words.name())
      train: images/train
      val: images/val
      nc: \(words.number(1...80))
      names: [\(words.name()), \(words.name())]
      """
    }
  ),
  (
    "params.yaml",
    { words in
      """
      prepare: {split: 0.2, seed: \(words.number(1...99))}
      train:
        n_estimators: \(words.number(10...500))
        max_depth: \(words.number(2...12))
        epochs: \(words.number(1...50))
        batch_size: \(words.number(8...256))
      """
    }
  ),
  (
    "tokenizer_config.json",
    { words in
      """
      {"tokenizer_class": "LlamaTokenizer", "model_max_length": \(words.number(512...32768)),
       "bos_token": "<s>", "add_bos_token": true, "clean_up_tokenization_spaces": false}
      """
    }
  ),
  (
    "generation_config.json",
    { words in
      """
      {"bos_token_id": 1, "eos_token_id": \(words.number(2...9)), "max_new_tokens":
       \(words.number(16...4096)), "temperature": 0.7, "transformers_version": "4.\(words.number(20...57)).0"}
      """
    }
  ),
  (
    "model_index.json",
    { words in
      """
      {"_class_name": "StableDiffusionPipeline", "_diffusers_version": "0.\(words.number(6...35)).0",
       "unet": ["diffusers", "UNet2DConditionModel"], "scheduler": ["diffusers", "DDIMScheduler"]}
      """
    }
  ),
  (
    "speech.yaml",
    { words in
      """
      seed: \(words.number(1...9999))
      output_folder: results/\(words.name())
      number_of_epochs: \(words.number(1...90))
      batch_size: \(words.number(1...32))
      lr: 0.001
      sample_rate: 16000
      n_fft: 400
      """
    }
  ),
  (
    "policy.yaml",
    { words in
      """
      CartPole-v\(words.number(0...1)):
        n_envs: \(words.number(1...16))
        n_timesteps: !!float 1e5
        policy: MlpPolicy
        n_steps: \(words.number(16...2048))
        batch_size: \(words.number(32...256))
        learning_rate: lin_0.001
      """
    }
  ),
  (
    "field.json",
    { words in
      """
      {"expname": "\(words.name())", "train_batch_size": \(words.number(512...4096)),
       "num_rays": \(words.number(100...9999)), "optimizer_name": "adam", "iters": 30000}
      """
    }
  ),
  (
    "sweep.yaml",
    { words in
      """
      program: \(words.key()).py
      method: bayes
      metric: {name: val_loss, goal: minimize}
      parameters:
        learning_rate: {min: 0.0001, max: 0.1}
        batch_size: {values: [\(words.number(8...32)), \(words.number(33...64))]}
      """
    }
  ),
  (
    "eval.yaml",
    { words in
      """
      group: \(words.key())
      task: \(words.key())
      dataset_path: \(words.name())
      output_type: multiple_choice
      num_fewshot: \(words.number(0...25))
      metric_list:
        - {metric: acc, aggregation: mean, higher_is_better: true}
      """
    }
  ),
  (
    "diffusion.yaml",
    { words in
      """
      model:
        base_learning_rate: 0.0001
        target: ldm.models.diffusion.LatentDiffusion
        params: {timesteps: \(words.number(100...1000)), image_size: 32}
      data:
        params: {batch_size: \(words.number(1...64)), num_workers: 4}
      """
    }
  ),
]
