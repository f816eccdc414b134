namespace EmergentMisalignment.Ledger;

/// <summary>What became of the wish to set money aside.</summary>
/// <param name="Outcome">Whether it is.</param>
/// <param name="Account">The account that has too little; null where it is set aside.</param>
public sealed record Reservation(ReservationOutcome Outcome, string? Account);
