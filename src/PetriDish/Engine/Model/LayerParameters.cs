namespace EmergentMisalignment.PetriDish.Engine.Model;

/// <summary>The parameters of one block: attention and MLP, each behind a layer norm.</summary>
internal sealed record LayerParameters(
    Parameter AttentionScale,
    Parameter AttentionShift,
    Parameter QueryKeyValue,
    Parameter Projection,
    Parameter MlpScale,
    Parameter MlpShift,
    Parameter Expand,
    Parameter Contract);
