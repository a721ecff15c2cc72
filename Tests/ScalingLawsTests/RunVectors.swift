import ReferenceData
import RunPlan
import ScalingLaws

/// The words for the run of a row.
func verdict(_ i: TruthInputs) throws -> String {
  RunVerdict(try size(i), unique: i.has("U") ? try i("U") : nil).description
}

private func device(_ i: TruthInputs) throws -> Device {
  guard let device = Device.named(try i.word("device")) else {
    throw TruthInputs.Missing(key: "device")
  }
  return device
}

private func hours(_ i: TruthInputs, _ compute: Double) throws -> Double {
  TrainingTime.hours(
    compute: compute, devices: try i("gpus"), peak: try i("peak"), utilisation: try i("mfu"))
}

let runLaws: [String: Evaluation] = [
  "device.memory": { i, _ in try device(i).gigabytes },
  "device.peak_dense_16bit": { i, _ in try device(i).teraflops },
  "flops.6ND": { i, _ in
    // Mixture-of-experts rows name the parameters that a token uses.
    TrainingCompute.simple(
      parameters: try i(i.has("N_active") ? "N_active" : "N"), tokens: try i("D"))
  },
  "run.compute_efficiency": { i, _ in try law(i).efficiency(size(i)) },
  "run.tokens_per_param": { i, _ in try size(i).tokensPerParameter },
  "time.days": { i, _ in try hours(i, size(i).compute) / 24 },
  "time.hours": { i, _ in try hours(i, i("C")) },
  "time.mfu": { i, _ in
    TrainingTime.utilisation(
      compute: try i("C"), deviceHours: try i("gpu_hours"), peak: try i("peak"))
  },
  "units.pfday": { i, _ in
    i.has("pfdays")
      ? try i("pfdays") * TrainingCompute.petaflopDay
      : TrainingCompute.petaflopDays(try i("flops"))
  },
]
