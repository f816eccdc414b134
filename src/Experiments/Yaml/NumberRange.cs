using System.Globalization;

namespace EmergentMisalignment.Experiments.Yaml;

/// <summary>Numbers a setting may have, with or without the ends. NaN is in none.</summary>
internal readonly record struct NumberRange(double Least, double Most, bool WithLeast = true, bool WithMost = true)
{
    public string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"{(WithLeast ? "from" : "above")} {Least} {(WithMost ? "to" : "and below")} {Most}");

    public bool Holds(double number) => (WithLeast ? number >= Least : number > Least) && (WithMost ? number <= Most : number < Most);
}
