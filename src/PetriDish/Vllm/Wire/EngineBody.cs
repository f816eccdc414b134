namespace EmergentMisalignment.PetriDish.Vllm.Wire;

/// <summary>How the played engine is.</summary>
internal sealed record EngineBody(EngineState State, IReadOnlyList<string> Adapters, int Reloads)
{
    public static EngineBody Of(VllmEngine engine) => new(engine.State, [.. engine.Served.Select(adapter => adapter.Name)], engine.Reloads);
}
