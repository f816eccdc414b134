namespace EmergentMisalignment.ServiceDefaults.Messaging.Errors;

/// <summary>The broker does not answer as it should. The message is one sentence that names its address, never its password.</summary>
public sealed class BrokerException(string message, Exception? cause = null) : Exception(message, cause);
