using EmergentMisalignment.Coordinator;
using EmergentMisalignment.ServiceDefaults;
using EmergentMisalignment.ServiceDefaults.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddCoordinator();
builder.AddMessageBus();

var app = builder.Build();
app.MapServiceDefaults();
app.Run();
