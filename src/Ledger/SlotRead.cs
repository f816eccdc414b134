namespace EmergentMisalignment.Ledger;

/// <summary>What slot <paramref name="Index"/> of a set holds.</summary>
public readonly record struct SlotRead(int Index, ReadOnlyMemory<byte> Payload);
