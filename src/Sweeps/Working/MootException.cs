namespace EmergentMisalignment.Sweeps.Working;

/// <summary>What was asked for cannot be had any more, and the ledger already says why: the message has served.</summary>
public sealed class MootException(string message, Exception? inner = null) : Exception(message, inner);
