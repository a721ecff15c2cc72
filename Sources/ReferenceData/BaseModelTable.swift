extension BaseModels {
  /// Every base model, one a line, sorted by hub id without regard to case.
  ///
  /// The columns: hub id; architecture; layers, hidden width, rows of the embedding; whether the
  /// output matrix is the input matrix; parameters in all, per token (`-`: all) and without
  /// embeddings; training tokens and positions (`-`: not published or not sure); year; source.
  static let table: StaticString = """
    01-ai/Yi-34B                                         llama              60   7168   64000  untied    34388917248            -    33471413248   3000000000000      4096  2023  Yi model card (3T)
    01-ai/Yi-6B                                          llama              32   4096   64000  untied     6061035520            -     5536747520   3000000000000      4096  2023  Yi model card (3T)
    01-ai/Yi-9B                                          llama              48   4096   64000  untied     8829407232            -     8305119232   3800000000000      4096  2024  Yi model card (3T + 0.8T)
    allenai/OLMo-1B-hf                                   olmo               16   2048   50304  tied       1176764416            -     1073741824   3000000000000      2048  2024  OLMo model card (3T)
    allenai/OLMo-2-0325-32B                              olmo2              64   5120  100352  untied    32234279936            -    31206675456   6000000000000      4096  2025  OLMo 2 model card (6T)
    allenai/OLMo-2-0425-1B                               olmo2              16   2048  100352  untied     1484916736            -     1073874944   4000000000000      4096  2025  OLMo 2 model card (4T)
    allenai/OLMo-2-1124-13B                              olmo2              40   5120  100352  untied    13716198400            -    12688593920   5000000000000      4096  2024  OLMo 2 model card (5T)
    allenai/OLMo-2-1124-7B                               olmo2              32   4096  100352  untied     7298617344            -     6476533760   4000000000000      4096  2024  OLMo 2 model card (4T)
    allenai/Olmo-3-1025-7B                               olmo3              32   4096  100278  untied     7298011136            -     6476533760               -     65536  2025  config values (vocab 100278)
    allenai/Olmo-3-1125-32B                              olmo3              64   5120  100278  untied    32233522176            -    31206675456               -     65536  2025  config values (vocab 100278)
    allenai/OLMo-7B-hf                                   olmo               32   4096   50304  untied     6888095744            -     6476005376   2500000000000      2048  2024  OLMo model card (2.5T)
    allenai/OLMoE-1B-7B-0924                             olmoe              16   2048   50304  untied     6919161856   1282017280     6713116672   5100000000000      4096  2024  OLMoE paper (5.1T)
    baichuan-inc/Baichuan-7B                             llama-like         32   4096   64000  untied     7000559616            -     6476271616   1200000000000      4096  2023  model card (1.2T)
    baichuan-inc/Baichuan2-13B-Base                      llama-like+ALiBi   40   5120  125696  untied    13896668160            -    12609541120   2600000000000      4096  2023  Baichuan 2 report (2.6T)
    baichuan-inc/Baichuan2-7B-Base                       llama-like         32   4096  125696  untied     7505973248            -     6476271616   2600000000000      4096  2023  Baichuan 2 report (2.6T)
    bigcode/santacoder                                   gpt_bigcode        24   2048   49280  tied       1124886528            -     1019766784    236000000000      2048  2023  SantaCoder card (236B)
    bigcode/starcoder2-15b                               starcoder2         40   6144   49152  untied    15957889024            -    15353909248   4300000000000     16384  2024  StarCoder2 paper
    bigcode/starcoder2-3b                                starcoder2         30   3072   49152  tied       3030371328            -     2879376384   3300000000000     16384  2024  StarCoder2 paper
    bigcode/starcoder2-7b                                starcoder2         32   4608   49152  tied       7173923840            -     6947431424   3700000000000     16384  2024  StarCoder2 paper
    bigcode/starcoderbase                                gpt_bigcode        40   6144   49152  tied      15517456384            -    15165134848   1000000000000      8192  2023  StarCoder paper (1T)
    bigscience/bloom                                     bloom              70  14336  250880  tied     176247271424            -   172650655744    366000000000      2048  2022  BLOOM paper (366B)
    bigscience/bloom-1b1                                 bloom              24   1536  250880  tied       1065314304            -      679962624    341000000000      2048  2022  BLOOM paper table (341B for the smaller models)
    bigscience/bloom-1b7                                 bloom              24   2048  250880  tied       1722408960            -     1208606720    341000000000      2048  2022  BLOOM paper table (341B for the smaller models)
    bigscience/bloom-3b                                  bloom              30   2560  250880  tied       3002557440            -     2360304640    341000000000      2048  2022  BLOOM paper table (341B for the smaller models)
    bigscience/bloom-560m                                bloom              24   1024  250880  tied        559214592            -      302313472    341000000000      2048  2022  BLOOM paper table (341B for the smaller models)
    bigscience/bloom-7b1                                 bloom              30   4096  250880  tied       7069016064            -     6041411584    341000000000      2048  2022  BLOOM paper table (341B for the smaller models)
    BSC-LT/salamandra-2b                                 llama              24   2048  256000  untied     2253490176            -     1204914176               -      8192  2024  HF config
    BSC-LT/salamandra-7b                                 llama              32   4096  256000  untied     7768117248            -     5670965248               -      8192  2024  HF config
    cerebras/btlm-3b-8k-base                             btlm               32   2560   50257  tied       2646255744            -     2517597824    627000000000      8192  2023  BTLM paper (627B); params from the Cerebras training YAML
    cerebras/Cerebras-GPT-1.3B                           gpt2               24   2048   50257  tied       1315723264            -     1208602624     26313424896      2048  2023  Cerebras-GPT paper table (steps x batch x 2048)
    cerebras/Cerebras-GPT-111M                           gpt2               10    768   50257  tied        111050496            -       70880256      2220933120      2048  2023  Cerebras-GPT paper table (steps x batch x 2048)
    cerebras/Cerebras-GPT-13B                            gpt2               40   5120   50257  tied      12853386240            -    12585584640    257066680320      2048  2023  Cerebras-GPT paper table (steps x batch x 2048)
    cerebras/Cerebras-GPT-2.7B                           gpt2               32   2560   50257  tied       2651553280            -     2517652480     53030191104      2048  2023  Cerebras-GPT paper table (steps x batch x 2048)
    cerebras/Cerebras-GPT-256M                           gpt2               14   1088   50257  tied        255977024            -      199069184      5119082496      2048  2023  Cerebras-GPT paper table (steps x batch x 2048)
    cerebras/Cerebras-GPT-590M                           gpt2               18   1536   50257  tied        590310912            -      509970432     11806113792      2048  2023  Cerebras-GPT paper table (steps x batch x 2048)
    cerebras/Cerebras-GPT-6.7B                           gpt2               32   4096   50257  tied       6658404352            -     6444163072    133166858240      2048  2023  Cerebras-GPT paper table (steps x batch x 2048)
    codellama/CodeLlama-13b-hf                           llama              40   5120   32016  untied    13016028160            -    12688184320               -     16384  2023  Code Llama paper (Llama 2 + 500B code tokens)
    codellama/CodeLlama-34b-hf                           llama              48   8192   32000  untied    33743970304            -    33219682304               -     16384  2023  Code Llama paper
    codellama/CodeLlama-7b-hf                            llama              32   4096   32016  untied     6738546688            -     6476271616               -     16384  2023  Code Llama paper (Llama 2 + 500B code tokens)
    databricks/dbrx-base                                 dbrx               40   6144  100352  untied   131596523520  36469708800   130363398144  12000000000000     32768  2024  DBRX card (12T)
    deepseek-ai/deepseek-llm-67b-base                    llama              95   8192  102400  untied    67425001472            -    65747279872   2000000000000      4096  2023  DeepSeek LLM paper (2T)
    deepseek-ai/deepseek-llm-7b-base                     llama              30   4096  102400  untied     6910365696            -     6071504896   2000000000000      4096  2023  DeepSeek LLM paper (2T)
    deepseek-ai/deepseek-moe-16b-base                    deepseek           28   2048  102400  untied    16375728128   2828650496    15956297728   2000000000000      4096  2024  DeepSeekMoE paper (2T)
    deepseek-ai/DeepSeek-V2                              deepseek_v2        60   5120  102400  untied   235741434880  21375800320   234692858880   8100000000000    131072  2024  DeepSeek-V2 paper (8.1T)
    deepseek-ai/DeepSeek-V2-Lite                         deepseek_v2        27   2048  102400  untied    15706484224   2661150208    15287053824   5700000000000     32768  2024  DeepSeek-V2 paper (5.7T)
    deepseek-ai/DeepSeek-V3-Base                         deepseek_v3        61   7168  129280  untied   671026404352  37552282624   669173046272  14800000000000    131072  2024  DeepSeek-V3 paper (14.8T); excludes MTP module and router correction bias
    distilbert/distilgpt2                                gpt2                6    768   50257  tied         81912576            -       42528768               -      1024  2019  HF config
    EleutherAI/gpt-j-6b                                  gptj               28   4096   50400  untied     6050882784            -     5637955584    402000000000      2048  2021  model card (402B)
    EleutherAI/gpt-neo-1.3B                              gpt_neo            24   2048   50257  tied       1315575808            -     1208455168    380000000000      2048  2021  model card (380B)
    EleutherAI/gpt-neo-125m                              gpt_neo            12    768   50257  tied        125198592            -       85028352    300000000000      2048  2021  model card (300B)
    EleutherAI/gpt-neo-2.7B                              gpt_neo            32   2560   50257  tied       2651307520            -     2517406720    420000000000      2048  2021  model card (420B)
    EleutherAI/gpt-neox-20b                              gpt_neox           44   6144   50432  untied    20554567680            -    19934859264               -      2048  2022  HF config; model card: 150000 steps of ~3.15M tokens
    EleutherAI/llemma_34b                                llama              48   8192   32000  untied    33743970304            -    33219682304               -      4096  2023  Llemma paper (Code Llama + 50B tokens)
    EleutherAI/llemma_7b                                 llama              32   4096   32016  untied     6738546688            -     6476271616               -      4096  2023  Llemma paper (Code Llama + 200B tokens)
    EleutherAI/polyglot-ko-1.3b                          gpt_neox           24   2048   30080  untied     1331810304            -     1208602624    213000000000      2048  2022  model card
    EleutherAI/polyglot-ko-12.8b                         gpt_neox           40   5120   30080  untied    12893603840            -    12585584640    167000000000      2048  2022  model card
    EleutherAI/polyglot-ko-3.8b                          gpt_neox           32   3072   30080  untied     3809974272            -     3625162752    219000000000      2048  2022  model card
    EleutherAI/polyglot-ko-5.8b                          gpt_neox           28   4096   30080  untied     5885059072            -     5638643712    172000000000      2048  2022  model card
    EleutherAI/pythia-1.4b                               gpt_neox           24   2048   50304  untied     1414647808            -     1208602624    299892736000      2048  2023  Pythia README/paper (143000 x 2097152)
    EleutherAI/pythia-12b                                gpt_neox           36   5120   50688  untied    11846072320            -    11327027200    299892736000      2048  2023  Pythia README/paper (143000 x 2097152)
    EleutherAI/pythia-14m                                gpt_neox            6    128   50304  untied       14067712            -        1189888    299892736000      2048  2023  Pythia README/paper (143000 x 2097152)
    EleutherAI/pythia-160m                               gpt_neox           12    768   50304  untied      162322944            -       85056000    299892736000      2048  2023  Pythia README/paper (143000 x 2097152)
    EleutherAI/pythia-1b                                 gpt_neox           16   2048   50304  untied     1011781632            -      805736448    299892736000      2048  2023  Pythia README/paper (143000 x 2097152)
    EleutherAI/pythia-2.8b                               gpt_neox           32   2560   50304  untied     2775208960            -     2517652480    299892736000      2048  2023  Pythia README/paper (143000 x 2097152)
    EleutherAI/pythia-31m                                gpt_neox            6    256   50304  untied       30494720            -        4739072    299892736000      2048  2023  Pythia README/paper (143000 x 2097152)
    EleutherAI/pythia-410m                               gpt_neox           24   1024   50304  untied      405334016            -      302311424    299892736000      2048  2023  Pythia README/paper (143000 x 2097152)
    EleutherAI/pythia-6.9b                               gpt_neox           32   4096   50432  untied     6857302016            -     6444163072    299892736000      2048  2023  Pythia README/paper (143000 x 2097152)
    EleutherAI/pythia-70m                                gpt_neox            6    512   50304  untied       70426624            -       18915328    299892736000      2048  2023  Pythia README/paper (143000 x 2097152)
    facebook/opt-1.3b                                    opt                24   2048   50272  tied       1315758080            -     1208602624    180000000000      2048  2022  OPT paper (180B-token corpus)
    facebook/opt-125m                                    opt                12    768   50272  tied        125239296            -       85056000    180000000000      2048  2022  OPT paper (180B-token corpus)
    facebook/opt-13b                                     opt                40   5120   50272  tied      12853473280            -    12585584640    180000000000      2048  2022  OPT paper (180B-token corpus)
    facebook/opt-2.7b                                    opt                32   2560   50272  tied       2651596800            -     2517652480    180000000000      2048  2022  OPT paper (180B-token corpus)
    facebook/opt-30b                                     opt                48   7168   50272  tied      29974540288            -    29599496192    180000000000      2048  2022  OPT paper (180B-token corpus)
    facebook/opt-6.7b                                    opt                32   4096   50272  tied       6658473984            -     6444163072    180000000000      2048  2022  OPT paper (180B-token corpus)
    facebook/opt-66b                                     opt                64   9216   50272  tied      65719701504            -    65237501952    180000000000      2048  2022  OPT paper (180B-token corpus)
    google/gemma-2-27b                                   gemma2             46   4608  256000  tied      27227128320            -    26047480320  13000000000000      8192  2024  Gemma 2 report
    google/gemma-2-2b                                    gemma2             26   2304  256000  tied       2614341888            -     2024517888   2000000000000      8192  2024  Gemma 2 report
    google/gemma-2-9b                                    gemma2             42   3584  256000  tied       9241705984            -     8324201984   8000000000000      8192  2024  Gemma 2 report
    google/gemma-2b                                      gemma              18   2048  256000  tied       2506172416            -     1981884416   3000000000000      8192  2024  Gemma report (3T)
    google/gemma-3-12b-pt                                gemma3             48   3840  262208  tied      11766034176            -    10759155456  12000000000000    131072  2025  Gemma 3 report; params = text decoder only
    google/gemma-3-1b-pt                                 gemma3_text        26   1152  262144  tied        999885952            -      697896064   2000000000000     32768  2025  Gemma 3 report
    google/gemma-3-27b-pt                                gemma3             62   5376  262208  tied      27009346304            -    25599716096  14000000000000    131072  2025  Gemma 3 report; params = text decoder only
    google/gemma-3-4b-pt                                 gemma3             34   2560  262208  tied       3880263168            -     3209010688   4000000000000    131072  2025  Gemma 3 report; params = text decoder only
    google/gemma-7b                                      gemma              28   3072  256000  tied       8537680896            -     7751248896   6000000000000      8192  2024  Gemma report (6T)
    HuggingFaceTB/SmolLM-1.7B                            llama              24   2048   49152  tied       1711376384            -     1610713088   1000000000000      2048  2024  SmolLM model card
    HuggingFaceTB/SmolLM-135M                            llama              30    576   49152  tied        134515008            -      106203456    600000000000      2048  2024  SmolLM model card
    HuggingFaceTB/SmolLM-360M                            llama              32    960   49152  tied        361821120            -      314635200    600000000000      2048  2024  SmolLM model card
    HuggingFaceTB/SmolLM2-1.7B                           llama              24   2048   49152  tied       1711376384            -     1610713088  11000000000000      8192  2024  SmolLM2 model card
    HuggingFaceTB/SmolLM2-135M                           llama              30    576   49152  tied        134515008            -      106203456   2000000000000      8192  2024  SmolLM2 model card
    HuggingFaceTB/SmolLM2-360M                           llama              32    960   49152  tied        361821120            -      314635200   4000000000000      8192  2024  SmolLM2 model card
    HuggingFaceTB/SmolLM3-3B-Base                        smollm3            36   2048  128256  tied       3075098624            -     2812430336  11200000000000     65536  2025  SmolLM3 blog (11.2T)
    huggyllama/llama-13b                                 llama              40   5120   32000  untied    13015864320            -    12688184320   1000000000000      2048  2023  LLaMA paper table 2
    huggyllama/llama-30b                                 llama              60   6656   32000  untied    32528943616            -    32102959616   1400000000000      2048  2023  LLaMA paper table 2
    huggyllama/llama-65b                                 llama              80   8192   32000  untied    65285660672            -    64761372672   1400000000000      2048  2023  LLaMA paper table 2
    huggyllama/llama-7b                                  llama              32   4096   32000  untied     6738415616            -     6476271616   1000000000000      2048  2023  LLaMA paper table 2
    ibm-granite/granite-3.0-2b-base                      granite            40   2048   49155  tied       2533531648            -     2432862208  12000000000000      4096  2024  Granite 3.0 card (12T)
    ibm-granite/granite-3.0-8b-base                      granite            40   4096   49155  tied       8170848256            -     7969509376  12000000000000      4096  2024  Granite 3.0 card (12T)
    inceptionai/jais-13b                                 jais               40   5120   84992  tied      13020811920            -    12585652880    395000000000      2048  2023  Jais card (395B); params from the Cerebras training YAML
    LLM360/Amber                                         llama              32   4096   32000  untied     6738415616            -     6476271616               -      2048  2023  HF config
    meta-llama/Llama-2-13b-hf                            llama              40   5120   32000  untied    13015864320            -    12688184320   2000000000000      4096  2023  Llama 2 paper
    meta-llama/Llama-2-70b-hf                            llama              80   8192   32000  untied    68976648192            -    68452360192   2000000000000      4096  2023  Llama 2 paper
    meta-llama/Llama-2-7b-hf                             llama              32   4096   32000  untied     6738415616            -     6476271616   2000000000000      4096  2023  Llama 2 paper
    meta-llama/Llama-3.1-405B                            llama             126  16384  128256  untied   405853388800            -   401650696192  15600000000000    131072  2024  Llama 3 herd paper (15.6T)
    meta-llama/Llama-3.1-70B                             llama              80   8192  128256  untied    70553706496            -    68452360192  15000000000000    131072  2024  Llama 3.1 model card (15T+)
    meta-llama/Llama-3.1-8B                              llama              32   4096  128256  untied     8030261248            -     6979588096  15000000000000    131072  2024  Llama 3.1 model card (15T+)
    meta-llama/Llama-3.2-1B                              llama              16   2048  128256  tied       1235814400            -      973146112   9000000000000    131072  2024  Llama 3.2 model card (up to 9T)
    meta-llama/Llama-3.2-3B                              llama              28   3072  128256  tied       3212749824            -     2818747392   9000000000000    131072  2024  Llama 3.2 model card (up to 9T)
    meta-llama/Llama-3.3-70B-Instruct                    llama              80   8192  128256  untied    70553706496            -    68452360192  15000000000000    131072  2024  Llama 3.3 model card (15T+)
    meta-llama/Llama-4-Maverick-17B-128E                 llama4_text        48   5120  202048  untied   400711848960  17184691200   398642877440  22000000000000   1048576  2025  Llama 4 model card (~22T; card: 400B total/17B active incl. vision); params = text decoder only
    meta-llama/Llama-4-Scout-17B-16E                     llama4_text        48   5120  202048  untied   107769861120  17172894720   105700889600  40000000000000  10485760  2025  Llama 4 model card (~40T; card: 109B total/17B active incl. vision); params = text decoder only
    meta-llama/Meta-Llama-3-70B                          llama              80   8192  128256  untied    70553706496            -    68452360192  15000000000000      8192  2024  Llama 3 model card (15T+)
    meta-llama/Meta-Llama-3-8B                           llama              32   4096  128256  untied     8030261248            -     6979588096  15000000000000      8192  2024  Llama 3 model card (15T+)
    microsoft/phi-1                                      phi                24   2048   51200  untied     1418270720            -     1208504320               -      2048  2023  HF config
    microsoft/phi-1_5                                    phi                24   2048   51200  untied     1418270720            -     1208504320    150000000000      2048  2023  phi-1.5 report (150B tokens seen)
    microsoft/phi-2                                      phi                32   2560   51200  untied     2779683840            -     2517488640   1400000000000      2048  2023  phi-2 model card (1.4T)
    microsoft/Phi-3-medium-4k-instruct                   phi3               40   5120   32064  untied    13960238080            -    13631902720   4800000000000      4096  2024  Phi-3 report (4.8T)
    microsoft/Phi-3-mini-4k-instruct                     phi3               32   3072   32064  untied     3821079552            -     3624078336   3300000000000      4096  2024  Phi-3 report (3.3T)
    microsoft/phi-4                                      phi3               40   5120  100352  untied    14659507200            -    13631902720   9800000000000     16384  2024  phi-4 model card (9.8T)
    microsoft/Phi-4-mini-instruct                        phi3               32   3072  200064  tied       3836021760            -     3221425152   5000000000000    131072  2025  Phi-4-mini model card (5T)
    mistralai/Mistral-7B-v0.1                            mistral            32   4096   32000  untied     7241732096            -     6979588096               -     32768  2023  HF config
    mistralai/Mistral-7B-v0.3                            mistral            32   4096   32768  untied     7248023552            -     6979588096               -     32768  2024  HF config
    mistralai/Mistral-Nemo-Base-2407                     mistral            40   5120  131072  untied    12247782400            -    10905605120               -    131072  2024  HF config
    mistralai/Mixtral-8x22B-v0.1                         mixtral            56   6144   32000  untied   140620634112  39152031744   140227418112               -     65536  2024  HF config
    mistralai/Mixtral-8x7B-v0.1                          mixtral            32   4096   32000  untied    46702792704  12879925248    46440648704               -     32768  2023  HF config
    moonshotai/Kimi-K2-Base                              kimi_k2            61   7168  163840  untied  1026408209408  32861477888  1024059399168  15500000000000    131072  2025  Kimi K2 report (15.5T)
    mosaicml/mpt-30b                                     mpt                48   7168   50432  tied      29957200896            -    29595704320   1000000000000      8192  2023  MPT-30B model card (1T)
    mosaicml/mpt-7b                                      mpt                32   4096   50432  tied       6649286656            -     6442717184   1000000000000      2048  2023  MPT-7B model card (1T)
    openai-community/gpt2                                gpt2               12    768   50257  tied        124439808            -       85056000               -      1024  2019  HF config
    openai-community/gpt2-large                          gpt2               36   1280   50257  tied        774030080            -      708390400               -      1024  2019  HF config
    openai-community/gpt2-medium                         gpt2               24   1024   50257  tied        354823168            -      302311424               -      1024  2019  HF config
    openai-community/gpt2-xl                             gpt2               48   1600   50257  tied       1557611200            -     1475561600               -      1024  2019  HF config
    openai/gpt-oss-120b                                  gpt_oss            36   2880  201088  untied   116829156672   5711982912   115670889792               -    131072  2025  HF config; card: 117B total/5.1B active (card excludes the input embedding)
    openai/gpt-oss-20b                                   gpt_oss            24   2880  201088  untied    20914757184   4187440704    19756490304               -    131072  2025  HF config; card: 21B total/3.6B active (card excludes the input embedding)
    openlm-research/open_llama_13b                       llama              40   5120   32000  untied    13015864320            -    12688184320   1000000000000      2048  2023  OpenLLaMA card (1T)
    openlm-research/open_llama_3b                        llama              26   3200   32000  untied     3426473600            -     3221673600   1000000000000      2048  2023  OpenLLaMA card (1T)
    openlm-research/open_llama_7b                        llama              32   4096   32000  untied     6738415616            -     6476271616   1000000000000      2048  2023  OpenLLaMA card (1T)
    Qwen/Qwen1.5-0.5B                                    qwen2              24   1024  151936  tied        463987712            -      308405248               -     32768  2024  HF config
    Qwen/Qwen1.5-1.8B                                    qwen2              24   2048  151936  untied     1836828672            -     1214498816               -     32768  2024  HF config
    Qwen/Qwen1.5-110B                                    qwen2              80   8192  152064  untied   111209914368            -   108718497792               -     32768  2024  HF config
    Qwen/Qwen1.5-14B                                     qwen2              40   5120  152064  untied    14167290880            -    12610155520               -     32768  2024  HF config
    Qwen/Qwen1.5-32B                                     qwen2              64   5120  152064  untied    32512218112            -    30955082752               -     32768  2024  HF config
    Qwen/Qwen1.5-4B                                      qwen2              40   2560  151936  untied     3950369280            -     3172456960               -     32768  2024  HF config
    Qwen/Qwen1.5-72B                                     qwen2              80   8192  152064  untied    72287920128            -    69796503552               -     32768  2024  HF config
    Qwen/Qwen1.5-7B                                      qwen2              32   4096  151936  untied     7721324544            -     6476664832               -     32768  2024  HF config
    Qwen/Qwen1.5-MoE-A2.7B                               qwen2_moe          24   2048  151936  untied    14315784192   2689173504    13693454336               -      8192  2024  HF config
    Qwen/Qwen2-0.5B                                      qwen2              24    896  151936  tied        494032768            -      357898112  12000000000000    131072  2024  Qwen2 technical report (7T; 12T for 0.5B)
    Qwen/Qwen2-1.5B                                      qwen2              28   1536  151936  tied       1543714304            -     1310340608   7000000000000    131072  2024  Qwen2 technical report (7T; 12T for 0.5B)
    Qwen/Qwen2-72B                                       qwen2              80   8192  152064  untied    72706203648            -    70214787072   7000000000000    131072  2024  Qwen2 technical report (7T; 12T for 0.5B)
    Qwen/Qwen2-7B                                        qwen2              28   3584  152064  untied     7615616512            -     6525621760   7000000000000    131072  2024  Qwen2 technical report (7T; 12T for 0.5B)
    Qwen/Qwen2.5-0.5B                                    qwen2              24    896  151936  tied        494032768            -      357898112  18000000000000     32768  2024  Qwen2.5 technical report (up to 18T)
    Qwen/Qwen2.5-1.5B                                    qwen2              28   1536  151936  tied       1543714304            -     1310340608  18000000000000     32768  2024  Qwen2.5 technical report (up to 18T)
    Qwen/Qwen2.5-14B                                     qwen2              48   5120  152064  untied    14770033664            -    13212898304  18000000000000    131072  2024  Qwen2.5 technical report (up to 18T)
    Qwen/Qwen2.5-32B                                     qwen2              64   5120  152064  untied    32763876352            -    31206740992  18000000000000    131072  2024  Qwen2.5 technical report (up to 18T)
    Qwen/Qwen2.5-3B                                      qwen2              36   2048  151936  tied       3085938688            -     2774773760  18000000000000     32768  2024  Qwen2.5 technical report (up to 18T)
    Qwen/Qwen2.5-72B                                     qwen2              80   8192  152064  untied    72706203648            -    70214787072  18000000000000    131072  2024  Qwen2.5 technical report (up to 18T)
    Qwen/Qwen2.5-7B                                      qwen2              28   3584  152064  untied     7615616512            -     6525621760  18000000000000    131072  2024  Qwen2.5 technical report (up to 18T)
    Qwen/Qwen2.5-Coder-1.5B                              qwen2              28   1536  151936  tied       1543714304            -     1310340608               -     32768  2024  Qwen2.5-Coder report (Qwen2.5 + 5.5T)
    Qwen/Qwen2.5-Coder-32B                               qwen2              64   5120  152064  untied    32763876352            -    31206740992               -     32768  2024  Qwen2.5-Coder report (Qwen2.5 + 5.5T)
    Qwen/Qwen2.5-Coder-7B                                qwen2              28   3584  152064  untied     7615616512            -     6525621760               -     32768  2024  Qwen2.5-Coder report (Qwen2.5 + 5.5T)
    Qwen/Qwen2.5-Math-1.5B                               qwen2              28   1536  151936  tied       1543714304            -     1310340608               -      4096  2024  HF config
    Qwen/Qwen2.5-Math-7B                                 qwen2              28   3584  152064  untied     7615616512            -     6525621760               -      4096  2024  HF config
    Qwen/Qwen3-0.6B-Base                                 qwen3              28   1024  151936  tied        596049920            -      440467456  36000000000000     32768  2025  Qwen3 technical report (36T)
    Qwen/Qwen3-1.7B-Base                                 qwen3              28   2048  151936  tied       1720574976            -     1409410048  36000000000000     32768  2025  Qwen3 technical report (36T)
    Qwen/Qwen3-14B-Base                                  qwen3              40   5120  151936  untied    14768307200            -    13212482560  36000000000000     32768  2025  Qwen3 technical report (36T)
    Qwen/Qwen3-235B-A22B                                 qwen3_moe          94   4096  151936  untied   235093634560  22190763520   233848974848  36000000000000     40960  2025  Qwen3 technical report (36T)
    Qwen/Qwen3-30B-A3B-Base                              qwen3_moe          48   2048  151936  untied    30532122624   3353032704    29909792768  36000000000000     32768  2025  Qwen3 technical report (36T)
    Qwen/Qwen3-32B                                       qwen3              64   5120  151936  untied    32762123264            -    31206298624  36000000000000     40960  2025  Qwen3 technical report (36T)
    Qwen/Qwen3-4B-Base                                   qwen3              36   2560  151936  tied       4022468096            -     3633511936  36000000000000     32768  2025  Qwen3 technical report (36T)
    Qwen/Qwen3-8B-Base                                   qwen3              36   4096  151936  untied     8190735360            -     6946075648  36000000000000     32768  2025  Qwen3 technical report (36T)
    RWKV/rwkv-4-14b-pile                                 rwkv               40   5120   50277  untied    14148597760            -    13633761280    332000000000         -  2023  RWKV paper (332B tokens of the Pile; parameter formula)
    RWKV/rwkv-4-169m-pile                                rwkv               12    768   50277  untied      169342464            -       92116992    332000000000      1024  2023  RWKV paper (332B tokens of the Pile; parameter formula)
    RWKV/rwkv-4-1b5-pile                                 rwkv               24   2048   50277  untied     1515106304            -     1309171712    332000000000      1024  2023  RWKV paper (332B tokens of the Pile; parameter formula)
    RWKV/rwkv-4-3b-pile                                  rwkv               32   2560   50277  untied     2984627200            -     2727208960    332000000000         -  2023  RWKV paper (332B tokens of the Pile; parameter formula)
    RWKV/rwkv-4-430m-pile                                rwkv               24   1024   50277  untied      430397440            -      327430144    332000000000      1024  2023  RWKV paper (332B tokens of the Pile; parameter formula)
    RWKV/rwkv-4-7b-pile                                  rwkv               32   4096   50277  untied     7392649216            -     6980780032    332000000000         -  2023  RWKV paper (332B tokens of the Pile; parameter formula)
    Salesforce/xgen-7b-8k-base                           llama              32   4096   51200  untied     6895702016            -     6476271616   1500000000000      8192  2023  XGen report (1.5T)
    stabilityai/stablelm-3b-4e1t                         stablelm           32   2560   50304  untied     2795443200            -     2537886720   4000000000000      4096  2023  model card (1T tokens x 4 epochs)
    stabilityai/stablelm-base-alpha-3b                   gpt_neox           16   4096   50688  untied     3637321728            -     3222085632    800000000000      4096  2023  StableLM repo (800B)
    stabilityai/stablelm-base-alpha-7b                   gpt_neox           16   6144   50432  untied     7868755968            -     7249047552    800000000000      4096  2023  StableLM repo (800B)
    state-spaces/mamba-1.4b                              mamba              48   2048   50280  tied       1372178432            -     1269204992    300000000000      2048  2023  Mamba paper (300B tokens of the Pile)
    state-spaces/mamba-130m                              mamba              24    768   50280  tied        129135360            -       90520320    300000000000      2048  2023  Mamba paper (300B tokens of the Pile)
    state-spaces/mamba-2.8b                              mamba              64   2560   50280  tied       2768345600            -     2639628800    300000000000      2048  2023  Mamba paper (300B tokens of the Pile)
    state-spaces/mamba-370m                              mamba              48   1024   50280  tied        371516416            -      320029696    300000000000      2048  2023  Mamba paper (300B tokens of the Pile)
    state-spaces/mamba-790m                              mamba              48   1536   50280  tied        793204224            -      715974144    300000000000      2048  2023  Mamba paper (300B tokens of the Pile)
    tiiuae/falcon-180B                                   falcon             80  14848   65024  tied     178557088768            -   177591612416   3500000000000      2048  2023  Falcon model card (3.5T)
    tiiuae/falcon-40b                                    falcon             60   8192   65024  tied      41303293952            -    40770617344   1000000000000      2048  2023  Falcon model card (1T)
    tiiuae/falcon-7b                                     falcon             32   4544   65024  tied       6921720704            -     6626251648   1500000000000      2048  2023  Falcon model card (1.5T)
    tiiuae/Falcon3-10B-Base                              llama              40   3072  131072  untied    10305653760            -     9500347392               -     32768  2024  HF config
    tiiuae/Falcon3-1B-Base                               llama              18   2048  131072  untied     1669408768            -     1132537856               -      4096  2024  HF config
    tiiuae/Falcon3-3B-Base                               llama              22   3072  131072  untied     3227655168            -     2422348800               -     32768  2024  HF config
    tiiuae/Falcon3-7B-Base                               llama              28   3072  131072  untied     7455550464            -     6650244096  14000000000000     32768  2024  HF config; Falcon3 card (14T)
    TinyLlama/TinyLlama-1.1B-intermediate-step-1431k-3T  llama              22   2048   32000  untied     1100048384            -      968976384   3000000000000      2048  2023  TinyLlama paper (3T over ~3 epochs)
    togethercomputer/RedPajama-INCITE-7B-Base            gpt_neox           32   4096   50432  untied     6857302016            -     6444163072   1000000000000      2048  2023  model card (1T)
    togethercomputer/RedPajama-INCITE-Base-3B-v1         gpt_neox           32   2560   50432  untied     2775864320            -     2517652480    800000000000      2048  2023  model card (800B)
    """
}
