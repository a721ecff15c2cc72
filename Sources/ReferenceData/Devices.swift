extension Device {
  /// Every known device, sorted by id.
  package static let all = TableReader.rows(of: table, columns: 7, Device.init)

  /// The devices, one a line.
  ///
  /// The columns: id; name; dense 16-bit peak in TFLOP/s; memory in GB as printed; the narrowest
  /// format that its matrix units multiply (`fp16`: no bf16 either; `bf16`: no fp8); how well the
  /// row is backed; who says so. Peaks are the vendors' dense figures with 16-bit inputs and, where
  /// the two differ, 32-bit sums.
  private static let table: StaticString = """
    a10            A10            125    24   bf16  secondHand  NVIDIA A10 datasheet
    a100-40gb      A100 40 GB     312    40   bf16  verified    NVIDIA A100 datasheet
    a100-sxm-80gb  A100 SXM 80 GB  312    80   bf16  verified    NVIDIA A100 datasheet
    a10g           A10G           70     24   bf16  verified    AWS EC2 G5 product page
    a40            A40            149.7  48   bf16  secondHand  NVIDIA A40 datasheet
    a6000          RTX A6000      154.8  48   bf16  verified    NVIDIA RTX A6000 datasheet
    b200           B200           2250   180  fp8   recalled    NVIDIA DGX B200 datasheet
    gaudi2         Gaudi 2        432    96   fp8   recalled    Intel Gaudi 2 white paper
    h100-pcie      H100 PCIe      756    80   fp8   verified    NVIDIA H100 datasheet
    h100-sxm       H100 SXM       989    80   fp8   verified    NVIDIA H100 datasheet
    h20            H20            148    96   fp8   recalled    NVIDIA H20 datasheet
    h200           H200           989    141  fp8   secondHand  NVIDIA H200 datasheet
    l4             L4             121    24   fp8   secondHand  NVIDIA L4 datasheet
    l40s           L40S           362    48   fp8   secondHand  NVIDIA L40S datasheet
    mi250x         MI250X         383    128  bf16  verified    AMD Instinct MI250X datasheet
    mi300x         MI300X         1307   192  fp8   secondHand  AMD Instinct MI300X datasheet
    mi325x         MI325X         1307   256  fp8   recalled    AMD Instinct MI325X datasheet
    rtx3090        RTX 3090       71     24   bf16  recalled    NVIDIA Ampere GA102 white paper
    rtx4090        RTX 4090       165.2  24   fp8   recalled    NVIDIA Ada white paper
    rtx5090        RTX 5090       209.5  32   fp8   recalled    NVIDIA RTX Blackwell white paper
    t4             T4             65     16   fp16  secondHand  NVIDIA T4 datasheet
    tpu-v3         TPU v3         123    32   bf16  recalled    Google Cloud TPU documentation
    tpu-v4         TPU v4         275    32   bf16  recalled    Google Cloud TPU documentation
    tpu-v5e        TPU v5e        197    16   bf16  recalled    Google Cloud TPU documentation
    tpu-v5p        TPU v5p        459    95   bf16  recalled    Google Cloud TPU documentation
    tpu-v6e        TPU v6e        918    32   bf16  recalled    Google Cloud TPU documentation
    trainium1      Trainium       190    32   fp8   recalled    AWS Neuron documentation
    trainium2      Trainium 2     667    96   fp8   recalled    AWS Neuron documentation
    v100-pcie      V100 PCIe      112    32   fp16  verified    NVIDIA V100 datasheet
    v100-sxm2      V100 SXM2      125    32   fp16  verified    NVIDIA V100 datasheet
    """
}
