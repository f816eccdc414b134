using EmergentMisalignment.Experiments.Keys;

namespace EmergentMisalignment.Experiments.Plans;

/// <summary>A cell without its model: setting one costs a hash, not another document.</summary>
/// <param name="tail">The cell's canonical document from behind its model's name on.</param>
/// <param name="cell">The cell, key and model still empty.</param>
internal sealed class CellTemplate(byte[] tail, PlannedCell cell)
{
    /// <summary>The cell of one model, whose name is also given in canonical JSON.</summary>
    public PlannedCell For(string model, byte[] canonicalModel) => cell with
    {
        Key = Key.OfBytes([.. "{\"kind\":\"cell\",\"model\":"u8, .. canonicalModel, .. tail]),
        Model = model,
    };
}
