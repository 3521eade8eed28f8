# Signs in with a certificate, by an assertion that PowerShell itself writes and signs, and prints the status of a list of policies.
param([Parameter(Mandatory)][string]$Server, [Parameter(Mandatory)][string]$Tenant, [Parameter(Mandatory)][string]$CertificateFile, [Parameter(Mandatory)][string]$KeyFile)
$ErrorActionPreference = 'Stop'
$certificate = [System.Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPemFile($CertificateFile, $KeyFile)

function ConvertTo-Base64Url([byte[]]$bytes) { [Convert]::ToBase64String($bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_') }
function ConvertTo-Part($value) { ConvertTo-Base64Url ([Text.Encoding]::UTF8.GetBytes(($value | ConvertTo-Json -Compress))) }

$now = [math]::Round((New-TimeSpan -Start ([DateTime]::UnixEpoch) -End (Get-Date).ToUniversalTime()).TotalSeconds)
$header = @{ alg = 'RS256'; typ = 'JWT'; x5t = (ConvertTo-Base64Url $certificate.GetCertHash()) }
$claims = @{ aud = "$Server/$Tenant/oauth2/v2.0/token"; iss = 'certificate-app'; sub = 'certificate-app'; jti = [guid]::NewGuid(); nbf = $now; exp = $now + 120 }
$content = "$(ConvertTo-Part $header).$(ConvertTo-Part $claims)"
$signature = [System.Security.Cryptography.X509Certificates.RSACertificateExtensions]::GetRSAPrivateKey($certificate).SignData(
  [Text.Encoding]::ASCII.GetBytes($content), [System.Security.Cryptography.HashAlgorithmName]::SHA256, [System.Security.Cryptography.RSASignaturePadding]::Pkcs1)

$token = Invoke-RestMethod -Method Post "$Server/$Tenant/oauth2/v2.0/token" -Body @{
  grant_type = 'client_credentials'; client_id = 'certificate-app'; scope = 'https://graph.microsoft.com/.default'
  client_assertion_type = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'; client_assertion = "$content.$(ConvertTo-Base64Url $signature)"
}
$list = Invoke-WebRequest "$Server/beta/trustFramework/policies" -Headers @{ Authorization = "Bearer $($token.access_token)" }
Write-Host $list.StatusCode
