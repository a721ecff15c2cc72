import RunPlan
import Testing

/// Numbers of GPUs in names.
@Suite struct DeviceLabelTests {
  @Test(arguments: [
    ("32gpus-bf16-gbs128", ["32gpus"]), ("llama-70b-16GPU", ["16GPU"]),
    ("llama3_8b_64gpus", ["64gpus"]), ("nemo2602.128gpu", ["128gpu"]),
    ("8gpus-per-node", []), ("8gpu_each", []), ("8gpus-2nodes", ["8gpus"]), ("4x8gpus", []),
    ("1-8gpus", []), ("gpus-8", []), ("8xh100", []), ("0gpus", []), ("multigpu", []),
    ("8gpux4", []), ("8gpus-node", []), ("99999999gpus", []), ("3-1gpu", []), ("", []),
  ])
  func labelsAreFound(name: String, labels: [String]) {
    #expect(DeviceLabel.all(in: name[...]).map(\.text) == labels)
  }
}
