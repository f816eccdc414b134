namespace EmergentMisalignment.Ledger;

/// <summary>Whether money is set aside.</summary>
public enum ReservationOutcome
{
    /// <summary>Too little is left, even if all that others have set aside came back.</summary>
    Refused = -1,

    /// <summary>Enough may come back from calls that others have under way.</summary>
    Crowded = 0,

    /// <summary>It is set aside.</summary>
    Granted = 1,
}
