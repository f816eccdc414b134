using EmergentMisalignment.Experiments.Keys;

namespace EmergentMisalignment.Experiments.Plans;

/// <summary>A cell without its model: setting one costs a hash, not another document.</summary>
/// <param name="tail">The cell's canonical document from behind its model's name on.</param>
/// <param name="cell">The cell, key and model still empty.</param>
internal sealed class CellTemplate(byte[] tail, PlannedCell cell)
{
    public PlannedCell For(string model)
    {
        byte[] canonical = [.. "{\"kind\":\"cell\",\"model\":"u8, .. CanonicalJson.Bytes(model), .. tail];
        return cell with { Key = Key.OfBytes(canonical), Model = model };
    }
}
