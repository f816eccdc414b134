using System.Text;
using System.Text.Json;
using EmergentMisalignment.Ledger.Records;

namespace EmergentMisalignment.Reports.Bundles;

/// <summary>An answer or a verdict that was not in Parquet yet: a line of <c>slots.jsonl</c>.</summary>
/// <param name="Cell">The cell's key, or the canary's.</param>
/// <param name="Judgement">The judgement's key of a verdict; null for an answer.</param>
/// <param name="Index">The sample's index.</param>
/// <param name="Payload">The record as the ledger holds it, JSON.</param>
internal sealed record BundleSlot(string Cell, string? Judgement, int Index, ReadOnlyMemory<byte> Payload)
{
    public string Set => Judgement is null ? LedgerKeys.Answers(Cell) : LedgerKeys.Verdicts(Cell, Judgement);

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("cell", Cell);
        json.WriteString("judgement", Judgement);
        json.WriteNumber("index", Index);
        json.WritePropertyName("payload");
        json.WriteRawValue(Payload.Span);
        json.WriteEndObject();
    }

    /// <exception cref="JsonException">The line is none of a bundle.</exception>
    public static BundleSlot Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("cell", out var cell) || !root.TryGetProperty("judgement", out var judgement)
            || !root.TryGetProperty("index", out var index) || !index.TryGetInt32(out var place) || place < 0 || !root.TryGetProperty("payload", out var payload))
            throw new JsonException("A slot's line has cell, judgement, index and payload.");

        // Read once as what it must be, so that nothing else gets into a ledger.
        var text = payload.GetRawText();
        var isAnswer = judgement.ValueKind == JsonValueKind.Null;
        object? record = isAnswer ? JsonSerializer.Deserialize(text, LedgerJson.Default.AnswerRecord) : JsonSerializer.Deserialize(text, LedgerJson.Default.VerdictRecord);
        return record is null ? throw new JsonException("A slot's payload is null.") : new BundleSlot(cell.GetString()!, judgement.GetString(), place, Encoding.UTF8.GetBytes(text));
    }
}
