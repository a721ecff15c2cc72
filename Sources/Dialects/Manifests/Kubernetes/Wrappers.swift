import Composition
import ConfigSyntax
import RunPlan
import SourceText

extension ManifestObject {
  /// The object that this one is made for: the job in a wrapper, the trial of an experiment.
  ///
  /// Read from `api/v1beta2/appwrapper_types.go` of project-codeflare/appwrapper and
  /// `pkg/apis/controller/experiments/v1beta1/experiment_types.go` of kubeflow/katib.
  var unwrapped: [ManifestObject] {
    switch (group, kind) {
    case ("workload.codeflare.dev", "AppWrapper"):
      (root["spec.components"]?.items ?? []).compactMap { component in
        component.member("template").map { ManifestObject(root: $0) }
      }
    case ("kubeflow.org", "Experiment"):
      root["spec.trialTemplate.trialSpec"].map { [ManifestObject(root: $0)] } ?? []
    default: [self]
    }
  }
}
