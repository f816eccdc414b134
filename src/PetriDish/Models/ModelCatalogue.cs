using System.Collections.Frozen;
using EmergentMisalignment.PetriDish.Engine;
using EmergentMisalignment.PetriDish.Vllm;

namespace EmergentMisalignment.PetriDish.Models;

/// <summary>
/// Every model by name. The most recently used ones stay in memory with their merged weights (about 4 MB each); the others are read again when asked for,
/// which takes milliseconds. Where vLLM is played, adapters are sampled under the names they were loaded with, and fine-tunes under no other.
/// </summary>
internal sealed class ModelCatalogue(BaseModels bases, AdapterStore adapters, SamplingLanes lanes, TimeProvider time, int residentModels, VllmEngine? vllm = null)
{
    private static readonly FrozenDictionary<string, IChatModel> Scripted =
        new IChatModel[] { new JudgeModel(), new FixedModel(), new FixedJudgeModel() }.ToFrozenDictionary(m => m.Name, StringComparer.Ordinal);

    private readonly DateTimeOffset _started = time.GetUtcNow();
    private readonly RecentlyUsed<SampledModel> _resident = new(residentModels);

    /// <summary>Bases, scripted models and finished fine-tunes, or loaded adapters where vLLM is played. Checkpoints are found by name, not listed.</summary>
    public IEnumerable<ModelEntry> List() =>
        bases.Names.Concat(Scripted.Keys.Order(StringComparer.Ordinal)).Select(name => new ModelEntry(name, _started))
            .Concat(vllm?.Served.Select(Entry) ?? adapters.Finished().Select(model => new ModelEntry(model.Name.ToString(), model.Created)));

    /// <exception cref="RefusedException">There is no such model.</exception>
    public ModelEntry Describe(string name)
    {
        if (Scripted.ContainsKey(name) || bases.Contains(name)) return new(name, _started);
        if (vllm?.Served.FirstOrDefault(adapter => adapter.Name == name) is { } served) return Entry(served);
        return ModelName.TryParse(name, out var tuned) && adapters.Contains(tuned)
            ? new(name, adapters.CreatedAt(tuned))
            : throw RefusedException.UnknownModel(name);
    }

    /// <exception cref="RefusedException">There is no such model.</exception>
    public IChatModel Open(string name)
    {
        if (Scripted.TryGetValue(name, out var scripted)) return scripted;
        return vllm is null || bases.Contains(name) ? _resident.GetOrMake(name, Load) : OpenServed(vllm, name);
    }

    /// <summary>Has a name mean what it now stands for, where it stood for other weights before.</summary>
    public void Forget(string name) => _resident.Forget(other => other == name);

    /// <summary>Deletes a fine-tuned model with its checkpoints, or one checkpoint.</summary>
    /// <exception cref="RefusedException">There is no such model, or it is not a fine-tuned one.</exception>
    public void Delete(string name)
    {
        Describe(name);
        if (!ModelName.TryParse(name, out var tuned))
            throw new RefusedException(403, $"The model '{name}' is part of PetriDish; only fine-tuned ones can be deleted.", "model", "model_not_deletable");
        adapters.Delete(tuned);
        _resident.Forget(other => other == name || other.StartsWith(name + ':', StringComparison.Ordinal));
    }

    private SampledModel OpenServed(VllmEngine engine, string name)
    {
        if (engine.Use(name) is not { } served)
            throw engine.State == EngineState.Dead ? new RefusedException(500, "EngineCore encountered an issue.", null, "engine_dead") : RefusedException.UnknownModel(name);
        var under = bases[served.Base];
        return _resident.GetOrMake(name, _ => Sampled(name, under, under.Weights.Merge(served.Adapter), $"-{served.Adapter.Sha256()[..12]}"));
    }

    private static ModelEntry Entry(ServedAdapter adapter) => new(adapter.Name, adapter.Created, adapter.Base, adapter.Path);

    private SampledModel Load(string name)
    {
        if (bases.Contains(name)) return Sampled(name, bases[name], bases[name].Weights, "");
        if (!ModelName.TryParse(name, out var tuned) || !bases.Contains(tuned.Base)) throw RefusedException.UnknownModel(name);
        var under = bases[tuned.Base];
        return Sampled(name, under, under.Weights.Merge(adapters.Load(tuned)), $"-{tuned.Hash}");
    }

    private SampledModel Sampled(string name, BaseModel under, Weights weights, string tuning) =>
        new(name, $"petri-miniature-{under.Sha256[..12]}{tuning}", weights.Shape.Context, new Sampler(weights), lanes);
}
