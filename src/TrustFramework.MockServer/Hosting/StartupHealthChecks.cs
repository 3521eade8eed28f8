using Microsoft.Extensions.Diagnostics.HealthChecks;
using TrustFramework.MockServer.Hosting.Tls;

namespace TrustFramework.MockServer.Hosting;

/// <summary>Healthy when the seed is loaded or there is none.</summary>
internal sealed class SeedHealthCheck(StartupState startup) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(startup.IsSeeded ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("the seed is not loaded"));
}

/// <summary>Healthy when the certificate is loaded or no address uses HTTPS.</summary>
internal sealed class CertificateHealthCheck(ServerCertificate certificate) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(certificate.IsReady ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("the certificate is not loaded"));
}
