using EmergentMisalignment.SamplingWorker;
using EmergentMisalignment.ServiceDefaults;
using EmergentMisalignment.ServiceDefaults.Messaging;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddSamplingWorker();
builder.AddMessageBus();

var app = builder.Build();
app.MapServiceDefaults();
app.Run();
