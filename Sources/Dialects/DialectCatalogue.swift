package import Composition
import ConfigSyntax
import RunPlan

/// Every dialect, in the order in which a file is asked whether it is theirs.
package enum DialectCatalogue {
  /// The dialects; the first whose fingerprint matches reads the file.
  package static let all: [any Dialect.Type] = [
    Accelerate.self,
    PEFT.self,
    MegatronLM.self,
    GPTNeoX.self,
    DeepSpeed.self,
    MegatronBridge.self,
    Litgpt.self,
    OLMo.self,
    LLMFoundry.self,
    Nanotron.self,
    Nxdt.self,
    NemoLauncher.self,
    Nemo.self,
    Levanter.self,
    MaxText.self,
    Cerebras.self,
    CerebrasLegacy.self,
    HFConfig.self,
    Axolotl.self,
    Torchtune.self,
    MSSwift.self,
    Oumi.self,
    Unsloth.self,
    LlamaFactory.self,
    LlamaFactoryV1.self,
    OpenInstruct.self,
    HFTraining.self,
    Kubernetes.self,
    Determined.self,
    DStackTask.self,
    MCLIRun.self,
    VertexJob.self,
    HyperPodRecipe.self,
    GPURecipe.self,
    AnyscaleJob.self,
    SkyPilot.self,
    ScriptArguments.self,
  ]

  /// The dialect that `configuration` is written in, or nil; `hint` names one to take in any case.
  package static func recognise(
    _ configuration: Configuration, hint: String? = nil
  ) -> (any Dialect.Type)? {
    if let hint, let named = all.first(where: { $0.id.name == hint }) { return named }
    guard let root = configuration.root, root.isMapping else { return nil }
    let keys = configuration.rootKeys
    for candidate in candidates {
      if let key = candidate.scopeKey, keys.mayHold(key) {
        let scope = candidate.dialect.scope(of: root)
        let known = scope.node == root.node ? keys : KeyFilter(passingAll: true)
        if candidate.fingerprint.matches(scope, known), candidate.dialect.recognises(scope) {
          return candidate.dialect
        }
      } else if candidate.fingerprint.matches(root, keys), candidate.dialect.recognises(root) {
        return candidate.dialect
      }
    }
    return nil
  }

  /// The dialects with what every file asks of them at hand; of the key of a scope its hash.
  private static let candidates = all.map { dialect in
    (
      dialect: dialect, fingerprint: dialect.fingerprint,
      scopeKey: dialect.scopeKey.map { ConfigPath($0).firstHash }
    )
  }
}
