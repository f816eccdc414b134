namespace EmergentMisalignment.Unit.Infra.Resources;

/// <summary>A trigger of a ScaledObject or a ScaledJob; its metadata are the scaler's own settings, all of them texts.</summary>
internal sealed class ScaleTrigger
{
    public string? Type { get; init; }

    public IDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public AuthenticationReference? AuthenticationRef { get; init; }

    public sealed class AuthenticationReference
    {
        public string? Name { get; init; }
    }
}
