using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace TrustFramework.MockServer.Hosting;

/// <summary>The response of the readiness endpoint: <c>ready</c>, or 503 and what the server waits for.</summary>
internal static class ReadinessResult
{
    public static ContentHttpResult Of(HealthReport report) => report.Status == HealthStatus.Healthy
        ? TypedResults.Text("ready")
        : TypedResults.Text(
            $"starting: {report.Entries.Values.First(entry => entry.Status != HealthStatus.Healthy).Description}",
            statusCode: StatusCodes.Status503ServiceUnavailable);
}
