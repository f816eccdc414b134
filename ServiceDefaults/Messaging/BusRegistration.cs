using MassTransit;

namespace EmergentMisalignment.ServiceDefaults.Messaging;

/// <summary>What one room wants registered on the bus. A process has one bus however many rooms it hosts, so rooms hand these in and the bus is built from all of them.</summary>
public sealed record BusRegistration(Action<IBusRegistrationConfigurator> Configure);
