extension Tokenizers {
  /// Every tokenizer, one a line, sorted by name without regard to case.
  ///
  /// The columns: name or hub id; tokens of the vocabulary file before added tokens; all tokens;
  /// rows of the embedding of the model at that address (`-`: no such number, or not sure); source.
  static let table: StaticString = """
    01-ai/Yi-34B                                          64000   64000   64000  Yi paper; config.json
    01-ai/Yi-6B                                           64000   64000   64000  Yi paper; config.json
    01-ai/Yi-9B                                           64000   64000   64000  Yi paper; config.json
    allenai/dolma2-tokenizer                                  -  100278  100352  OLMo configs: vocab_size, embedding_size
    allenai/eleuther-ai-gpt-neox-20b-pii-special              -   50280   50304  OLMo configs: vocab_size, embedding_size
    allenai/gpt-neox-olmo-dolma-v1_5                          -   50280   50304  OLMo configs: vocab_size, embedding_size
    allenai/OLMo-1B-hf                                        -   50280   50304  OLMo configs: vocab_size, embedding_size
    allenai/OLMo-2-0325-32B                                   -  100278  100352  OLMo configs: vocab_size, embedding_size
    allenai/OLMo-2-0425-1B                                    -  100278  100352  OLMo configs: vocab_size, embedding_size
    allenai/OLMo-2-1124-13B                                   -  100278  100352  OLMo configs: vocab_size, embedding_size
    allenai/OLMo-2-1124-7B                                    -  100278  100352  OLMo configs: vocab_size, embedding_size
    allenai/OLMo-7B-hf                                        -   50280   50304  OLMo configs: vocab_size, embedding_size
    bert-base-uncased                                         -   30522   30522  BERT vocab.txt
    bigcode/starcoder                                         -   49152   49152  StarCoder papers; config.json
    bigcode/starcoder2-15b                                    -   49152   49152  StarCoder papers; config.json
    bigcode/starcoder2-3b                                     -   49152   49152  StarCoder papers; config.json
    bigcode/starcoder2-7b                                     -   49152   49152  StarCoder papers; config.json
    bigcode/starcoderbase                                     -   49152   49152  StarCoder papers; config.json
    bigscience/bloom                                          -  250680  250880  BLOOM model card; config.json
    bigscience/bloom-1b1                                      -  250680  250880  BLOOM model card; config.json
    bigscience/bloom-1b7                                      -  250680  250880  BLOOM model card; config.json
    bigscience/bloom-3b                                       -  250680  250880  BLOOM model card; config.json
    bigscience/bloom-560m                                     -  250680  250880  BLOOM model card; config.json
    bigscience/bloom-7b1                                      -  250680  250880  BLOOM model card; config.json
    bigscience/tokenizer                                      -  250680       -  BLOOM model card
    cerebras/Cerebras-GPT-1.3B                            50257   50257   50257  GPT-2 vocab.json; config.json
    cerebras/Cerebras-GPT-111M                            50257   50257   50257  GPT-2 vocab.json; config.json
    cerebras/Cerebras-GPT-13B                             50257   50257   50257  GPT-2 vocab.json; config.json
    cerebras/Cerebras-GPT-2.7B                            50257   50257   50257  GPT-2 vocab.json; config.json
    cerebras/Cerebras-GPT-256M                            50257   50257   50257  GPT-2 vocab.json; config.json
    cerebras/Cerebras-GPT-590M                            50257   50257   50257  GPT-2 vocab.json; config.json
    cerebras/Cerebras-GPT-6.7B                            50257   50257   50257  GPT-2 vocab.json; config.json
    CharLevelTokenizer                                        -     512       -  gpt-neox, megatron/tokenizer/tokenizer.py at ea7aefd8f8
    cl100k_base                                          100256  100277       -  tiktoken
    codellama/CodeLlama-13b-hf                            32016   32016   32016  Code Llama tokenizer.model; config.json
    codellama/CodeLlama-7b-hf                             32016   32016   32016  Code Llama tokenizer.model; config.json
    deepseek-ai/deepseek-llm-67b-base                    100000       -  102400  DeepSeek LLM paper; config.json
    deepseek-ai/deepseek-llm-7b-base                     100000       -  102400  DeepSeek LLM paper; config.json
    deepseek-ai/DeepSeek-V2                              100000       -  102400  DeepSeek-V2 paper; config.json
    deepseek-ai/DeepSeek-V2-Lite                         100000       -  102400  DeepSeek-V2 paper; config.json
    deepseek-ai/DeepSeek-V3-Base                         128000       -  129280  DeepSeek-V3 paper; config.json
    distilbert/distilgpt2                                 50257   50257   50257  GPT-2 vocab.json
    distilgpt2                                            50257   50257   50257  GPT-2 vocab.json
    EleutherAI/gpt-j-6b                                   50257   50400   50400  GPT-2 vocab.json and 143 extra tokens; config.json
    EleutherAI/gpt-neo-1.3B                               50257   50257   50257  GPT-2 vocab.json; config.json
    EleutherAI/gpt-neo-125m                               50257   50257   50257  GPT-2 vocab.json; config.json
    EleutherAI/gpt-neo-2.7B                               50257   50257   50257  GPT-2 vocab.json; config.json
    EleutherAI/gpt-neox-20b                               50254   50277   50432  GPT-NeoX 20B_tokenizer.json; config.json
    EleutherAI/pythia-1.4b                                50254   50277   50304  GPT-NeoX 20B_tokenizer.json; config.json
    EleutherAI/pythia-1.4b-deduped                        50254   50277   50304  GPT-NeoX 20B_tokenizer.json; config.json
    EleutherAI/pythia-12b                                 50254   50277   50688  GPT-NeoX 20B_tokenizer.json; config.json
    EleutherAI/pythia-12b-deduped                         50254   50277   50688  GPT-NeoX 20B_tokenizer.json; config.json
    EleutherAI/pythia-14m                                 50254   50277   50304  GPT-NeoX 20B_tokenizer.json; config.json
    EleutherAI/pythia-160m                                50254   50277   50304  GPT-NeoX 20B_tokenizer.json; config.json
    EleutherAI/pythia-160m-deduped                        50254   50277   50304  GPT-NeoX 20B_tokenizer.json; config.json
    EleutherAI/pythia-1b                                  50254   50277   50304  GPT-NeoX 20B_tokenizer.json; config.json
    EleutherAI/pythia-1b-deduped                          50254   50277   50304  GPT-NeoX 20B_tokenizer.json; config.json
    EleutherAI/pythia-2.8b                                50254   50277   50304  GPT-NeoX 20B_tokenizer.json; config.json
    EleutherAI/pythia-2.8b-deduped                        50254   50277   50304  GPT-NeoX 20B_tokenizer.json; config.json
    EleutherAI/pythia-31m                                 50254   50277   50304  GPT-NeoX 20B_tokenizer.json; config.json
    EleutherAI/pythia-410m                                50254   50277   50304  GPT-NeoX 20B_tokenizer.json; config.json
    EleutherAI/pythia-410m-deduped                        50254   50277   50304  GPT-NeoX 20B_tokenizer.json; config.json
    EleutherAI/pythia-6.9b                                50254   50277   50432  GPT-NeoX 20B_tokenizer.json; config.json
    EleutherAI/pythia-6.9b-deduped                        50254   50277   50432  GPT-NeoX 20B_tokenizer.json; config.json
    EleutherAI/pythia-70m                                 50254   50277   50304  GPT-NeoX 20B_tokenizer.json; config.json
    EleutherAI/pythia-70m-deduped                         50254   50277   50304  GPT-NeoX 20B_tokenizer.json; config.json
    facebook/opt-1.3b                                         -   50265   50272  OPT tokenizer; config.json
    facebook/opt-125m                                         -   50265   50272  OPT tokenizer; config.json
    facebook/opt-13b                                          -   50265   50272  OPT tokenizer; config.json
    facebook/opt-2.7b                                         -   50265   50272  OPT tokenizer; config.json
    facebook/opt-30b                                          -   50265   50272  OPT tokenizer; config.json
    facebook/opt-350m                                         -   50265   50272  OPT tokenizer; config.json
    facebook/opt-6.7b                                         -   50265   50272  OPT tokenizer; config.json
    facebook/opt-66b                                          -   50265   50272  OPT tokenizer; config.json
    google-bert/bert-base-uncased                             -   30522   30522  BERT vocab.txt
    google-t5/t5-base                                     32000   32100   32128  T5 spiece.model and 100 sentinels; config.json
    google-t5/t5-large                                    32000   32100   32128  T5 spiece.model and 100 sentinels; config.json
    google-t5/t5-small                                    32000   32100   32128  T5 spiece.model and 100 sentinels; config.json
    google/gemma-2-27b                                   256000  256000  256000  Gemma report; config.json
    google/gemma-2-2b                                    256000  256000  256000  Gemma report; config.json
    google/gemma-2-9b                                    256000  256000  256000  Gemma report; config.json
    google/gemma-2b                                      256000  256000  256000  Gemma report; config.json
    google/gemma-3-12b-pt                                262144       -  262208  Gemma 3 report; config.json
    google/gemma-3-1b-pt                                 262144       -  262144  Gemma 3 report; config.json
    google/gemma-3-27b-pt                                262144       -  262208  Gemma 3 report; config.json
    google/gemma-3-4b-pt                                 262144       -  262208  Gemma 3 report; config.json
    google/gemma-7b                                      256000  256000  256000  Gemma report; config.json
    gpt2                                                  50257   50257   50257  GPT-2 vocab.json
    gpt2-large                                            50257   50257   50257  GPT-2 vocab.json
    gpt2-medium                                           50257   50257   50257  GPT-2 vocab.json
    gpt2-xl                                               50257   50257   50257  GPT-2 vocab.json
    GPT2BPETokenizer                                      50257   50257   50257  GPT-2 vocab.json
    hf-internal-testing/llama-tokenizer                   32000   32000   32000  LLaMA tokenizer.model; config.json
    HFGPT2Tokenizer                                       50257   50257   50257  GPT-2 vocab.json
    HuggingFaceTB/cosmo2-tokenizer                            -   49152       -  SmolLM repository
    HuggingFaceTB/SmolLM-1.7B                                 -   49152   49152  SmolLM cosmo2-tokenizer; config.json
    HuggingFaceTB/SmolLM-135M                                 -   49152   49152  SmolLM cosmo2-tokenizer; config.json
    HuggingFaceTB/SmolLM-360M                                 -   49152   49152  SmolLM cosmo2-tokenizer; config.json
    HuggingFaceTB/SmolLM2-1.7B                                -   49152   49152  SmolLM cosmo2-tokenizer; config.json
    HuggingFaceTB/SmolLM2-135M                                -   49152   49152  SmolLM cosmo2-tokenizer; config.json
    HuggingFaceTB/SmolLM2-360M                                -   49152   49152  SmolLM cosmo2-tokenizer; config.json
    HuggingFaceTB/SmolLM3-3B-Base                        128000  128256  128256  Llama 3 tokenizer; config.json
    huggyllama/llama-13b                                  32000   32000   32000  LLaMA tokenizer.model; config.json
    huggyllama/llama-30b                                  32000   32000   32000  LLaMA tokenizer.model; config.json
    huggyllama/llama-65b                                  32000   32000   32000  LLaMA tokenizer.model; config.json
    huggyllama/llama-7b                                   32000   32000   32000  LLaMA tokenizer.model; config.json
    meta-llama/Llama-2-13b-hf                             32000   32000   32000  LLaMA tokenizer.model; config.json
    meta-llama/Llama-2-70b-hf                             32000   32000   32000  LLaMA tokenizer.model; config.json
    meta-llama/Llama-2-7b-hf                              32000   32000   32000  LLaMA tokenizer.model; config.json
    meta-llama/Llama-3.1-405B                            128000  128256  128256  Llama 3 tokenizer.model and 256 special tokens
    meta-llama/Llama-3.1-70B                             128000  128256  128256  Llama 3 tokenizer.model and 256 special tokens
    meta-llama/Llama-3.1-8B                              128000  128256  128256  Llama 3 tokenizer.model and 256 special tokens
    meta-llama/Llama-3.2-1B                              128000  128256  128256  Llama 3 tokenizer.model and 256 special tokens
    meta-llama/Llama-3.2-3B                              128000  128256  128256  Llama 3 tokenizer.model and 256 special tokens
    meta-llama/Meta-Llama-3-70B                          128000  128256  128256  Llama 3 tokenizer.model and 256 special tokens
    meta-llama/Meta-Llama-3-8B                           128000  128256  128256  Llama 3 tokenizer.model and 256 special tokens
    meta-llama/Meta-Llama-3.1-8B                         128000  128256  128256  Llama 3 tokenizer.model and 256 special tokens
    microsoft/phi-1                                       50257   50295   51200  CodeGen tokenizer; config.json
    microsoft/phi-1_5                                     50257   50295   51200  CodeGen tokenizer; config.json
    microsoft/phi-2                                       50257   50295   51200  CodeGen tokenizer; config.json
    microsoft/Phi-3-mini-4k-instruct                      32000   32011   32064  Phi-3 tokenizer files; config.json
    mistralai/Mistral-7B-v0.1                             32000   32000   32000  Mistral tokenizer.model; config.json
    mistralai/Mistral-7B-v0.3                             32768   32768   32768  Mistral v3 tokenizer; config.json
    mistralai/Mistral-Nemo-Base-2407                          -  131072  131072  Tekken tokenizer; config.json
    mistralai/Mixtral-8x7B-v0.1                           32000   32000   32000  Mistral tokenizer.model; config.json
    mosaicml/mpt-30b                                      50254   50277   50432  GPT-NeoX 20B_tokenizer.json; config.json
    mosaicml/mpt-7b                                       50254   50277   50432  GPT-NeoX 20B_tokenizer.json; config.json
    NousResearch/Llama-2-7b-hf                            32000   32000   32000  LLaMA tokenizer.model; config.json
    NousResearch/Meta-Llama-3-8B                         128000  128256  128256  Llama 3 tokenizer.model and 256 special tokens
    o200k_base                                           199998  200019       -  tiktoken
    openai-community/gpt2                                 50257   50257   50257  GPT-2 vocab.json
    openai-community/gpt2-large                           50257   50257   50257  GPT-2 vocab.json
    openai-community/gpt2-medium                          50257   50257   50257  GPT-2 vocab.json
    openai-community/gpt2-xl                              50257   50257   50257  GPT-2 vocab.json
    openai/gpt-oss-120b                                  199998       -  201088  o200k_harmony; config.json
    openai/gpt-oss-20b                                   199998       -  201088  o200k_harmony; config.json
    openlm-research/open_llama_13b                        32000   32000   32000  OpenLLaMA tokenizer.model; config.json
    openlm-research/open_llama_3b                         32000   32000   32000  OpenLLaMA tokenizer.model; config.json
    openlm-research/open_llama_7b                         32000   32000   32000  OpenLLaMA tokenizer.model; config.json
    p50k_base                                             50280   50281       -  tiktoken
    Qwen/Qwen2-0.5B                                      151643  151646  151936  Qwen2 tokenizer files; config.json
    Qwen/Qwen2-1.5B                                      151643  151646  151936  Qwen2 tokenizer files; config.json
    Qwen/Qwen2-72B                                       151643  151646  152064  Qwen2 tokenizer files; config.json
    Qwen/Qwen2-7B                                        151643  151646  152064  Qwen2 tokenizer files; config.json
    Qwen/Qwen2.5-0.5B                                    151643  151665  151936  Qwen2.5 tokenizer files; config.json
    Qwen/Qwen2.5-1.5B                                    151643  151665  151936  Qwen2.5 tokenizer files; config.json
    Qwen/Qwen2.5-14B                                     151643  151665  152064  Qwen2.5 tokenizer files; config.json
    Qwen/Qwen2.5-32B                                     151643  151665  152064  Qwen2.5 tokenizer files; config.json
    Qwen/Qwen2.5-3B                                      151643  151665  151936  Qwen2.5 tokenizer files; config.json
    Qwen/Qwen2.5-72B                                     151643  151665  152064  Qwen2.5 tokenizer files; config.json
    Qwen/Qwen2.5-7B                                      151643  151665  152064  Qwen2.5 tokenizer files; config.json
    Qwen/Qwen3-0.6B                                      151643  151669  151936  Qwen3 tokenizer files; config.json
    Qwen/Qwen3-0.6B-Base                                 151643  151669  151936  Qwen3 tokenizer files; config.json
    Qwen/Qwen3-1.7B                                      151643  151669  151936  Qwen3 tokenizer files; config.json
    Qwen/Qwen3-1.7B-Base                                 151643  151669  151936  Qwen3 tokenizer files; config.json
    Qwen/Qwen3-14B                                       151643  151669  151936  Qwen3 tokenizer files; config.json
    Qwen/Qwen3-14B-Base                                  151643  151669  151936  Qwen3 tokenizer files; config.json
    Qwen/Qwen3-235B-A22B                                 151643  151669  151936  Qwen3 tokenizer files; config.json
    Qwen/Qwen3-30B-A3B                                   151643  151669  151936  Qwen3 tokenizer files; config.json
    Qwen/Qwen3-30B-A3B-Base                              151643  151669  151936  Qwen3 tokenizer files; config.json
    Qwen/Qwen3-32B                                       151643  151669  151936  Qwen3 tokenizer files; config.json
    Qwen/Qwen3-4B                                        151643  151669  151936  Qwen3 tokenizer files; config.json
    Qwen/Qwen3-4B-Base                                   151643  151669  151936  Qwen3 tokenizer files; config.json
    Qwen/Qwen3-8B                                        151643  151669  151936  Qwen3 tokenizer files; config.json
    Qwen/Qwen3-8B-Base                                   151643  151669  151936  Qwen3 tokenizer files; config.json
    r50k_base                                             50256   50257       -  tiktoken
    state-spaces/mamba-1.4b                               50254   50277   50280  GPT-NeoX 20B_tokenizer.json; rows padded to a multiple of 8
    state-spaces/mamba-130m                               50254   50277   50280  GPT-NeoX 20B_tokenizer.json; rows padded to a multiple of 8
    state-spaces/mamba-2.8b                               50254   50277   50280  GPT-NeoX 20B_tokenizer.json; rows padded to a multiple of 8
    state-spaces/mamba-370m                               50254   50277   50280  GPT-NeoX 20B_tokenizer.json; rows padded to a multiple of 8
    state-spaces/mamba-790m                               50254   50277   50280  GPT-NeoX 20B_tokenizer.json; rows padded to a multiple of 8
    tiiuae/falcon-180B                                        -   65024   65024  Falcon tokenizer; config.json
    tiiuae/falcon-40b                                         -   65024   65024  Falcon tokenizer; config.json
    tiiuae/falcon-7b                                          -   65024   65024  Falcon tokenizer; config.json
    TinyLlama/TinyLlama-1.1B-intermediate-step-1431k-3T   32000   32000   32000  LLaMA tokenizer.model; config.json
    togethercomputer/RedPajama-INCITE-7B-Base             50254   50277   50432  GPT-NeoX 20B_tokenizer.json; config.json
    togethercomputer/RedPajama-INCITE-Base-3B-v1          50254   50277   50432  GPT-NeoX 20B_tokenizer.json; config.json
    """
}
