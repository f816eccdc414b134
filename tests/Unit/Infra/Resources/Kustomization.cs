namespace EmergentMisalignment.Unit.Infra.Resources;

/// <summary>A kustomization or a component, as far as the manifests use it; another field is refused.</summary>
internal sealed class Kustomization
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public string? Namespace { get; init; }

    public IList<string> Resources { get; init; } = [];

    public IList<string> Components { get; init; } = [];

    public IList<Patch> Patches { get; init; } = [];

    /// <summary>What kustomize is told of kinds that it does not know.</summary>
    public IList<string> Configurations { get; init; } = [];

    public IList<Generator> ConfigMapGenerator { get; init; } = [];

    public sealed class Patch
    {
        public string? Path { get; init; }
    }

    public sealed class Generator
    {
        public string? Name { get; init; }

        public string? Behavior { get; init; }

        public IList<string> Envs { get; init; } = [];

        public IList<string> Files { get; init; } = [];

        public IList<string> Literals { get; init; } = [];

        public GeneratorOptions? Options { get; init; }
    }

    public sealed class GeneratorOptions
    {
        public bool DisableNameSuffixHash { get; init; }

        public IDictionary<string, string>? Labels { get; init; }
    }
}
