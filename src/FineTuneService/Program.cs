using EmergentMisalignment.FineTuneService;
using EmergentMisalignment.ServiceDefaults;
using EmergentMisalignment.ServiceDefaults.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddFineTuneService();
builder.AddMessageBus();

var app = builder.Build();
app.MapServiceDefaults();
app.Run();
