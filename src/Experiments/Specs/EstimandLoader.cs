using EmergentMisalignment.Experiments.Statistics;
using EmergentMisalignment.Experiments.Yaml;

namespace EmergentMisalignment.Experiments.Specs;

/// <summary>Reads an estimand on its own, in the words of a sweep file.</summary>
public static class EstimandLoader
{
    /// <summary>Reads <c>{ coherence: "> 50", average: pooled }</c>; what is absent takes its default.</summary>
    /// <param name="place">Where the text stands, as messages shall name it.</param>
    /// <param name="text">A YAML map.</param>
    /// <exception cref="InputException">Anything wrong in it.</exception>
    public static Estimand Load(string place, string text) => EstimandReader.Of(YamlFields.Of(YamlReader.Read(place, text), "estimand", SweepKeys.Estimand));
}
