using EmergentMisalignment.ModelClients;
using EmergentMisalignment.Saboteur;
using EmergentMisalignment.SamplingWorker;
using EmergentMisalignment.ServiceDefaults;
using EmergentMisalignment.ServiceDefaults.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddSamplingWorker();
var trap = builder.Configuration["Saboteur:Trap"] ?? throw new InvalidOperationException("Saboteur:Trap is missing: give the words that are to kill the process.");
var endpoints = builder.Services.Single(service => service.ServiceType == typeof(IModelEndpoints)).ImplementationFactory!;
builder.Services.AddSingleton<IModelEndpoints>(provider => new TrappedEndpoints((IModelEndpoints)endpoints(provider), trap));
builder.AddMessageBus();

var app = builder.Build();
app.MapServiceDefaults();
app.Run();
