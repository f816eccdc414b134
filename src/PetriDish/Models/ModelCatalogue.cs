using System.Collections.Frozen;
using EmergentMisalignment.PetriDish.Engine;

namespace EmergentMisalignment.PetriDish.Models;

/// <summary>
/// Every model by name. The most recently used ones stay in memory with their merged weights (about 4 MB each); the others are read again when asked for,
/// which takes milliseconds.
/// </summary>
internal sealed class ModelCatalogue(BaseModels bases, AdapterStore adapters, SamplingLanes lanes, TimeProvider time, int residentModels)
{
    private static readonly FrozenDictionary<string, IChatModel> Scripted =
        new IChatModel[] { new JudgeModel(), new FixedModel(), new FixedJudgeModel() }.ToFrozenDictionary(m => m.Name, StringComparer.Ordinal);

    private readonly DateTimeOffset _started = time.GetUtcNow();
    private readonly RecentlyUsed<SampledModel> _resident = new(residentModels);

    /// <summary>Bases, scripted models and finished fine-tunes. Checkpoints are found by name, not listed.</summary>
    public IEnumerable<(string Name, DateTimeOffset Created)> List() =>
        bases.Names.Concat(Scripted.Keys.Order(StringComparer.Ordinal)).Select(name => (name, _started))
            .Concat(adapters.Finished().Select(model => (model.Name.ToString(), model.Created)));

    /// <exception cref="RequestRefusedException">There is no such model.</exception>
    public (string Name, DateTimeOffset Created) Describe(string name)
    {
        if (Scripted.ContainsKey(name) || bases.Contains(name)) return (name, _started);
        return ModelName.TryParse(name, out var tuned) && adapters.Contains(tuned)
            ? (name, adapters.CreatedAt(tuned))
            : throw RequestRefusedException.UnknownModel(name);
    }

    /// <exception cref="RequestRefusedException">There is no such model.</exception>
    public IChatModel Open(string name) => Scripted.TryGetValue(name, out var scripted) ? scripted : _resident.GetOrMake(name, Load);

    /// <summary>Deletes a fine-tuned model with its checkpoints, or one checkpoint.</summary>
    /// <exception cref="RequestRefusedException">There is no such model, or it is not a fine-tuned one.</exception>
    public void Delete(string name)
    {
        Describe(name);
        if (!ModelName.TryParse(name, out var tuned))
            throw new RequestRefusedException(403, $"The model '{name}' is part of PetriDish; only fine-tuned models can be deleted.", "model", "model_not_deletable");
        adapters.Delete(tuned);
        _resident.Forget(other => other == name || other.StartsWith(name + ':', StringComparison.Ordinal));
    }

    private SampledModel Load(string name)
    {
        if (bases.Contains(name)) return Sampled(name, bases[name], bases[name].Weights, "");
        if (!ModelName.TryParse(name, out var tuned) || !bases.Contains(tuned.Base)) throw RequestRefusedException.UnknownModel(name);
        var under = bases[tuned.Base];
        return Sampled(name, under, under.Weights.Merge(adapters.Load(tuned)), $"-{tuned.Hash}");
    }

    private SampledModel Sampled(string name, BaseModel under, Weights weights, string tuning) =>
        new(name, $"petri-miniature-{under.Sha256[..12]}{tuning}", weights.Shape.Context, new Sampler(weights), lanes);
}
