using TrustFramework.MockServer.Hosting;
using TrustFramework.MockServer.Hosting.Tls;

namespace TrustFramework.MockServer.Control;

/// <summary>Serves the CA certificate. It is available over plain HTTP, because a client that does not trust the CA yet cannot use HTTPS.</summary>
internal static class CertificateEndpoints
{
    private const string PemType = "application/pem-certificate-chain";

    public static void MapCertificate(this IEndpointRouteBuilder routes) => routes.MapGet("/_mock/ca.pem", GetAuthorityPemAsync)
        .WithName("AuthorityCertificate")
        .WithSummary("Returns the CA certificate that clients must trust, as PEM; 404 if a certificate is configured or the server listens for HTTP only")
        .WithTags("HTTPS")
        .WithGroupName(OpenApiDocumentNames.ControlPlane)
        .WithMetadata(new AllowAnonymousControlAccess())
        .ProducesContent(PemType)
        .ProducesProblems(404);

    private static async Task<IResult> GetAuthorityPemAsync(ServerCertificate certificate) => await certificate.GetAuthorityPemAsync() switch
    {
        { } pem => TypedResults.Text(pem, PemType),
        _ when certificate.IsConfigured => ControlProblem.NotFound("The server uses a configured certificate (MockServer:Https:Certificate). Trust the CA that issued it."),
        _ => ControlProblem.NotFound("The server listens for HTTP only and has no CA. Configure an https:// URL."),
    };
}
