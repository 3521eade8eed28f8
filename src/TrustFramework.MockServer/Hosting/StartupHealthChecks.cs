using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrustFramework.MockServer.Hosting.Tls;

namespace TrustFramework.MockServer.Hosting;

/// <summary>Healthy once the seed is loaded, or there is none.</summary>
internal sealed class SeedHealthCheck(StartupState startup) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(startup.IsSeeded ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("the seed is not loaded"));
}

/// <summary>Healthy once there is a certificate to serve, or nothing listens for HTTPS.</summary>
internal sealed class CertificateHealthCheck(ServerCertificate served) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(served.IsReady ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("the certificate is not there"));
}
