namespace EmergentMisalignment.FineTuneService.Following;

/// <summary>The provider will not train this, however often it is asked. The message says what it refused and why.</summary>
public sealed class RefusedException(string message, Exception? inner = null) : Exception(message, inner);
