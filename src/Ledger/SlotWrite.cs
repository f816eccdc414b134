namespace EmergentMisalignment.Ledger;

/// <summary>A payload on its way into slot <paramref name="Index"/> of a set.</summary>
public readonly record struct SlotWrite(int Index, ReadOnlyMemory<byte> Payload);
