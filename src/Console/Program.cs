using EmergentMisalignment.Console;
using EmergentMisalignment.ServiceDefaults;
using EmergentMisalignment.ServiceDefaults.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddConsole();
builder.AddMessageBus();

var app = builder.Build();
app.MapConsole().MapServiceDefaults();
app.Run();
