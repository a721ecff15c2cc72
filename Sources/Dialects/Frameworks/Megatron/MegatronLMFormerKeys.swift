extension MegatronLM {
  /// Names that the parser takes and warns of, names at which it stops, names of former releases
  /// out of the history of `arguments.py`, and the arguments of single scripts.
  static let formerArguments = """
    was: --enable-cuda-graph>--cuda-graph-impl -- write --cuda-graph-impl: local
    was: --external-cuda-graph>--cuda-graph-impl -- write --cuda-graph-impl: transformer_engine
    was: --cuda-graph-scope>--cuda-graph-modules
      --hybrid-override-pattern>--hybrid-layer-pattern
      --moe-router-padding-for-fp8>--moe-router-padding-for-quantization
      --moe-deepep-num-sms>--moe-flex-dispatcher-num-sms
      --moe-hybridep-num-sms>--moe-flex-dispatcher-num-sms
    was: --mtp-hybrid-override-pattern -- append it to --hybrid-layer-pattern behind a slash
    was: --no-weight-decay-cond-type -- write --apply-wd-to-qk-layernorm: true
    was: --moe-layer-recompute -- recompute the module moe selectively
    was: --moe-enable-deepep -- write --moe-flex-dispatcher-backend: deepep
    flag: --use-mcore-models --ckpt-fully-parallel-save --use-dist-ckpt --disable-msc
    any: --dist-ckpt-format
    fatal: --batch-size>--micro-batch-size --warmup>--lr-warmup-fraction
      --model-parallel-size>--tensor-model-parallel-size
      --checkpoint-activations>--recompute-activations
    gone: --DDP-impl --activations-checkpoint-method>--recompute-method
      --activations-checkpoint-num-layers>--recompute-num-layers --align-param-gather
      --allow-trivial-doc --async-indexer --async-tensor-model-parallel-allreduce
      --async-tensor-parallel-allreduce --bias-dropout-fusion --bias-gelu-fusion
      --bias-swiglu-fusion --block-index-path --block-spec --block-top-k --cased-data-path
      --cased-vocab --checkpoint-attention --checkpoint-granularity --checkpoint-method
      --checkpoint-num-layers>--recompute-num-layers --cloze-eval --data-epochs --data-impl
      --data-loader>--dataloader-type --dataloader_type>--dataloader-type
      --deallocate-pipeline-outputs --deep-init --delay-param-gather --delim
      --disable-chunked-prefill --disrib-opt-comm-mem-savings --distrib-opt-comm-mem-savings
      --distribute-checkpointed-activations>--distribute-saved-activations
      --distribute-recomputed-activations>--distribute-saved-activations --drop-vision-class-token
      --embedding-weights-in-fp32 --empty-unused-memory-each-iter --enable-one-logger
      --enable-onelogger --encoder-pipeline-model-parallel-size --encoder-tensor-model-parallel-size
      --end-wd>--end-weight-decay --erf-gelu --eval-batch-size --eval-hf --eval-max-preds-per-seq
      --eval-seq-length --eval-text-key --export-draft-vocab-size --export-eagle-algorithm
      --export-freeze-mtp --export-kd-finalize --export-num-eagle-layers --export-num-medusa-heads
      --export-num-mtp --faiss-use-gpu --fp32-allreduce --fp32-embedding --fp32-layernorm
      --fp32-tokentypes --grpo-default-temperature --grpo-default-top-p --hash-data-path
      --hybrid-attention-ratio --hybrid-mlp-ratio --ict-one-sent --img-dim>--img-h
      --index-reload-interval --inference-dynamic-batching-active-buffer-size-gb
      --inference-dynamic-batching-buffer-guaranteed-fraction
      --inference-dynamic-batching-buffer-overflow-factor --inference-dynamic-batching-chunk-size
      --inference-dynamic-batching-cuda-graph-max-tokens
      --inference-dynamic-batching-mamba-triton-conv1d
      --inference-dynamic-batching-max-requests-override
      --inference-dynamic-batching-max-tokens-override --inference-flask-server-logging
      --inference-max-batch-size>--inference-max-requests --inference-mp-coordinator-port
      --inference-wandb-logging-step-interval --initialize-socket-comms --input-data-sizes-file
      --inter-layer-model-parallel-size>--pipeline-model-parallel-size --intermediate-size
      --intra-layer-model-parallel-size>--tensor-model-parallel-size
      --keep-fp8-transpose-cache-when-using-custom-fsdp --layernorm-epsilon>--norm-epsilon
      --legacy-tokenizer --load-model-opt-format --load-openai --log-batch-size-to-tensorboard
      --log-zeros --loose-json --lr-warmup-percent>--lr-warmup-fraction --max-num-samples
      --max-preds-per-seq --max-seqlen-per-cp-rank --max-training-rank --min-scale --mmap-warmup
      --model-parallel-memory-opt --model-spec>--spec --moe-extended-tp
      --moe-frequency>--moe-layer-freq --moe-loss-coeff>--moe-aux-loss-coeff
      --moe-router-topk-limited-devices>--moe-router-num-groups --moe-router-type
      --moe-token-dropping --moe-use-legacy-grouped-gemm --multi-query-attention --muon-use-nesterov
      --ner-data-path --no-async-tensor-model-parallel-allreduce
      --no-contiguous-buffers-in-local-ddp --no-delay-grad-reduce
      --no-log-learnig-rate-to-tensorboard --no-log-memory-to-tensorboard
      --no-query-key-layer-scaling --no-scaled-masked-softmax-fusion
      --no-scatter-gather-tensors-in-pipeline --num-microbatches --num-microbatches-in-minibatch
      --num-unique-layers --one-logger-entity --overlap-p2p-communication --overlapping-eval
      --override-checkpoint-version --override-lr-new
      --override-lr-scheduler>--override-opt_param-scheduler --param-sharing-style
      --pipeline-model-parallel-split-rank --pool-type --presplit-sentences --pretrained-bert
      --projection-dim>--biencoder-projection-dim --recompute --renormalize-blend-weights
      --report-topk-accuracies --retriever-seq-length --retro-add-retriever --retro-attention-gate
      --retro-cyclic-train-iters --retro-encoder-attention-dropout --retro-encoder-hidden-dropout
      --retro-encoder-layers --retro-fix-sub-epoch --retro-no-verify-neighbor-count
      --retro-num-neighbors --retro-num-retrieved-chunks --retro-project-dir --retro-return-doc-ids
      --retro-split-constraint --retro-split-preprocessing --retro-use-core --retro-workdir
      --rl-calculate-intra-group-similarity --rl-generation-batch-size
      --rl-num-parallel-generation-batches --rl-num-parallel-generations
      --rl-offload-kv-cache-during-training --rl-parallel-generation-tasks
      --rl-remove-kv-cache-during-training --rl-reset-cuda-graphs --rl-sequence-packing-bin-size
      --s3-cache-path --scaled-masked-softmax-fusion --scaled-upper-triang-masked-softmax-fusion
      --scatter-gather-tensors-in-pipeline --shared-query-context-model --standalone-embed-stage
      --standalone-embedding-stage --start-wd>--start-weight-decay --strict-lambada
      --teacher-model-config --test-data --text-key
      --tiktoken-special-tokens>--tokenizer-special-tokens --tokenizer-hf-include-special-tokens
      --tokenizer-hf-use-fast --tokenizer-model-type --tokenizer-path>--tokenizer-model
      --tp-comm-bulk-dgrad --tp-comm-bulk-wgrad --tp-comm-split-ag --tp-comm-split-rs --train-data
      --use-checkpoint-lr-scheduler>--use-checkpoint-opt_param-scheduler
      --use-contiguous-buffers-in-ddp --use-custom-fsdp>--use-megatron-fsdp --use-gpu-initialization
      --use-legacy-models --use-pipelining --use-random-spans --use-regular-masking --valid-data
      --validate-model-load --virtual-pipeline-model-parallel-size --vit-load
      --wd-incr-style>--weight-decay-incr-style
    gone: --expert-parallel>--expert-model-parallel-size -- write --expert-model-parallel-size
    gone: --fp8-e4m3 -- write --fp8-format: e4m3
    gone: --fp8-hybrid -- write --fp8-format: hybrid
    any: --add-skipping --algorithm --allow-checkpoint-without-temporal-compression
      --allow-cross-sample-attention --allow-large-videos --allow-missing-conv-merge-checkpoint
      --allow-missing-sound-model-checkpoint --allow-missing-sound-projection-checkpoint
      --allow-missing-vision-projection-checkpoint --apply-data-augment --async-mode
      --audio-encoder-model --audio-path --auto-quantize-bits --auto-quantize-checkpoint
      --auto-quantize-formats --auto-quantize-method --auto-quantize-score-size --basemodel-type
      --batch-boundaries --binary-mask --bpe-kv-cache --bpe-max-buffer --bpe-params
      --bpe-ssm-cache --budget-list --budget-probs --budget-type --calib-batch-size
      --calib-dataset --calib-dataset-path-or-name --calib-max-sequence-length --calib-size
      --calib-use-random-offset --ckpt --class-token-len --compress --config-path --conv-merging
      --coordinator-host --coordinator-port --coordinator-schedule-output-path --curr-iteration
      --data_path --dataloader-save --dataloader-seed --dataloader-seq-length --dataset-config
      --dataset-provider --decoder-tp-comm-overlap --disable-budget --disable-qkv-quant
      --disable-tqdm --disable-vision-class-token --distill-coeff --distill-only --distillation
      --download-root --draft-length --draft-topk --drain-between-batches --dynamic-resolution
      --dynamic-resolution-max-patches --dynamic-resolution-min-patches
      --dynamic-resolution-min-side --dynamic-resolution-no-truncate --eagle-config
      --efficient-video-sampling-variant --elements --emb-int-list --emb-per-list --enable-fusions
      --enable-gpt-oss --enable-router --encoder-ddp-overlap --encoder-dp --encoder-prompts
      --encoder-tp --env-config --eos-id --ep-size --export-default-te-spec --export-dir
      --export-extra-modules --export-force-local-attention --export-kd-cfg
      --export-kd-teacher-ckpt-format --export-kd-teacher-load --export-kd-teacher-model-config
      --export-kv-cache-quant --export-legacy-megatron --export-model-type
      --export-moe-apply-probs-on-input --export-offline-model --export-qk-l2-norm
      --export-quant-cfg --export-real-quant-cfg --export-te-mcore-model --export-vllm-fq
      --extra-model-path --few-shots --finetune-data-files --finetune-data-split
      --finetune-hf-dataset --flex-hetero-ffn --flex-hetero-mamba --flex-hetero-moe-expert
      --flex-strict --flextron --flextron-config-file --force-emb --force-mamba --force-mlp
      --force-router-skip --force-system-message --fraction --freeze-LM --freeze-ViT
      --freeze-base-for-mtp --freeze-lm --freeze-model --freeze-projection --freeze-router
      --freeze-sound-model --freeze-sound-projection --freeze-vision-projection --freeze-vit
      --frontend-replicas --gemm-shapes --generate-output-len --genfile --greedy
      --ground-truth-path --groundtruth-path --gt-path --hard-sample-th --hf-assign-unused-tokens
      --hf-model --host --image-break-token --image-path --image-seq-length --image-size
      --image-tag-type --image-token-id --incoming-requests-duration --incoming-requests-per-sec
      --incoming-requests-per-step --inference-ckpt-non-strict --inference-repeat-n --input
      --input-image-path --input-path --input-pipeline-parallel --input-prompts-json
      --is-flex-eval --iteration --language-model-checkpoint --language-model-type --last
      --layer-ranking-list --linear-scaler-end --linear-scaler-start --llm-cp --llm-dp --llm-ep
      --llm-expt-tp --llm-offset --llm-only --llm-pp --llm-tp --local_rank --log-budgets
      --log-model-act-norms --log-model-grad-norms --loss-alpha --lower-bound --lr-data-range-end
      --lr-data-range-start --lr-mult-router --mamba-int-list --mamba-per-list
      --masked-tiling-dynamic-resolution --match-tiling-dynamic-resolution --max-batch-size
      --max-num-tiles --mcore-model --megatron-model --mem-batch-size --mem-infer-seq-len
      --memory-profile --memory-profile-path --mimo-encoder-prefetch --mimo-encoder-prefetch-debug
      --mimo-encoder-prefetch-depth --mix-hidden-states --mlp-int-list --mlp-per-list
      --mmlu-batch-size --mmlu-dataset --mock-dataset-size --model-name --model-provider
      --model-type --modelopt-enabled --moe-expert-int-list --moe-expert-per-list
      --moe-routing-trace-max-inference-steps --names --no-attn-skip --no-calculate-per-token-loss
      --no-record-throughput --normalize-router-logits --num-benchmark-iterations
      --num-benchmark-warmup --num-frames --num-layers-per-pp-rank --num-partitions --num-samples
      --num-samples-per-partition --num-tokens-from-file --num-tokens-to-generate
      --num-tokens-to-prompt --offline-distillation-data --online-evaluation-config
      --only-keep-samples-with-img --optimize-broadcast --original-model-sample-prob --osl
      --out-path --out-seq-length --output --output-dir --output-every-n-results --output-path
      --output-pipeline-parallel --output-request-events --override-selected-budget
      --packing-buffer-size --packing-knapsack-algorithm --packing-seq-length --pad-token-id
      --param-budget-target --parsers --partition-id --pixel-shuffle --port --pp
      --prefill-chunk-size --prefixes --pretrained-model-name --pretrained-model-path --prompt
      --prompt-file --prompt-file-num-truncate --prompt-path --prompts --prompts-path
      --prune-export-config --prune-intermediate-ckpt --qad-train-target
      --radio-cpe-aspect-ratio-select --radio-disable-cpe --radio-force-cpe-eval-mode
      --radio-force-eval-mode --radio-interpolate-only-cpe --recipe --recompute-granularity-vision
      --recompute-method-vision --recompute-sound --recompute-sound-projection --recompute-vision
      --recompute-vision-num-layers --recompute-vision-projection --references --refit-mode
      --relax-sender-check --relax-thinking-trace-check --return-log-probs --router-beta
      --router-gbs --router-inter-dim --router-std --sample-input-file --sample-output-file
      --save-ground-truth-path --save-path --separate-video-embedder --skip-allreduce
      --skip-alltoall --skip-gemm --skip-generate --skip-num-attn-layer-constraint
      --skip-prompt-log-probs --skip-reducescatter --skip-sendrecv --skip-total-layer-constraint
      --slice --soft-mask --sound-batch-split --sound-clip-duration --sound-embedding-size
      --sound-min-duration --sound-model-type --sound-pad-to-clip-duration --sound-target-rate
      --special-tokens --steps --stop-words --stream --suspend-resume-interval --suspend-timeout
      --sync-expert-weight-amax --task --tau-decay --tau-init --temperature --tensor-parallel
      --tensor-parallel-size --termination-id --throughput-check-only --thumbnail-area-threshold
      --tokenizer-keep-history-thinking --tokenizer-prompt-format --top --top-n-logprobs --top_k
      --top_p --total --total-seq-length --tp --tp-size --unfreeze-router
      --use-area-weighted-aspect-ratio --use-coordinator --use-flashinfer-fused-rope
      --use-loss-scaling --use-mcore-inference --use-new-dataloader-path --use-packed-sequence
      --use-te --use-thumbnail --use-tile-tags --use-tiling --use-vision-backbone-fp8-arch
      --verbose --version --video-aug-scale-frames-up --video-aug-scale-resolution-only
      --video-aug-scale-resolution-up --video-default-fps --video-frame-temporal-jitter
      --video-maintain-aspect-ratio --video-max-num-frames --video-min-num-frames
      --video-prompt-version --video-target-img-size --video-target-num-patches
      --video-temporal-patch-size --vision-model-type --vision-projection-type --weight-only
      --workers
    """
}
