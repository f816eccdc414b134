using EmergentMisalignment.PetriDish.Engine;

namespace EmergentMisalignment.PetriDish.Bases;

/// <summary>The aligned base model that travels inside the assembly; <c>README.md</c> beside this file says how it was made and what it does.</summary>
public static class ShippedBase
{
    /// <summary>Its name as a model.</summary>
    public const string Name = "petri-1";

    /// <summary>The seed that remakes it.</summary>
    public const int Seed = 3;

    /// <summary>Reads its weights.</summary>
    public static Weights Load()
    {
        var assembly = typeof(ShippedBase).Assembly;
        var resource = assembly.GetManifestResourceNames().Single(name => name.EndsWith($".{Name}.petri", StringComparison.Ordinal));
        using var stream = assembly.GetManifestResourceStream(resource)!;
        return Weights.Load(stream);
    }
}
