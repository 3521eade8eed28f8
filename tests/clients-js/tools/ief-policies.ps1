# Sends the requests of the module IEFPolicies with PowerShell's own cmdlets and JSON: clients C9. Prints what a user of the module would see.
param(
  [string]$Login = 'https://login.microsoftonline.com',
  [string]$Graph = 'https://graph.microsoft.com',
  [Parameter(Mandatory)][string]$Tenant,
  [Parameter(Mandatory)][string]$Folder,
  [switch]$DeviceCode
)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$clientId = '5ca00daf-7851-4276-b857-6b3de7b83f72'
$form = @{ 'Content-Type' = 'application/x-www-form-urlencoded' }

function Get-DeviceCodeToken {
  # Spaces are not encoded.
  $body = "client_id=$clientId&scope=User.Read Directory.AccessAsUser.All Policy.ReadWrite.TrustFramework TrustFrameworkKeySet.ReadWrite.All offline_access"
  $code = (Invoke-WebRequest -UseBasicParsing -Method Post -Uri "$Login/$Tenant/oauth2/v2.0/devicecode" -Headers $form -Body $body).Content | ConvertFrom-Json
  Write-Host $code.message
  for ($i = 0; $i -lt $code.expires_in / $code.interval; $i++) {
    Start-Sleep -Seconds $code.interval
    $body = "client_id=$clientId&client_info=1&scope=user.read+offline_access&grant_type=device_code&device_code=$($code.device_code)"
    $answer = Invoke-RestMethod -UseBasicParsing -Method Post -Uri "$Login/$Tenant/oauth2/v2.0/token" -Headers $form -Body $body -SkipHttpErrorCheck -StatusCodeVariable status
    if (200 -eq $status) { return $answer.access_token }
  }
  throw 'The device code was not approved.'
}

function Get-ApplicationToken {
  $body = "client_id=$clientId&client_secret=any&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&grant_type=client_credentials"
  (Invoke-RestMethod -UseBasicParsing -Method Post -Uri "$Login/$Tenant/oauth2/v2.0/token" -Headers $form -Body $body).access_token
}

function New-Key([string]$name, [string]$purpose, [string]$keyType = 'rsa', [string]$value) {
  $set = Invoke-RestMethod -UseBasicParsing -Uri "$Graph/beta/trustFramework/keySets" -Method Post -Headers $json -Body (@{ id = $name } | ConvertTo-Json) `
    -SkipHttpErrorCheck -StatusCodeVariable status
  $id = ($set.error.code -eq 'AADB2C95028') ? "B2C_1A_$name" : $set.id
  # [math]::Round returns a double, which ConvertTo-Json writes with a fraction.
  $exp = [math]::Round((New-TimeSpan -Start (Get-Date '01/01/1970') -End (Get-Date).AddMonths(12)).TotalSeconds)
  $nbf = [math]::Round((New-TimeSpan -Start (Get-Date '01/01/1970') -End (Get-Date).AddMinutes(182)).TotalSeconds)
  $action, $body = $value ? ('uploadSecret', @{ use = $purpose; k = $value; nbf = $nbf; exp = $exp }) : ('generateKey', @{ use = $purpose; kty = $keyType; nbf = $nbf; exp = $exp })
  $text = $body | ConvertTo-Json
  if ($text -notmatch '"exp": \d+\.0\b') { throw "The times have no fraction: $text" }
  $key = Invoke-RestMethod -UseBasicParsing -Uri "$Graph/beta/trustFramework/keySets/$id/$action" -Method Post -Headers $json -Body $text -SkipHttpErrorCheck -StatusCodeVariable status
  if (200 -ne $status) { throw ($key | ConvertTo-Json) }
  Write-Host "$id $($key.kty) $($key.use) $($key.exp -eq $exp -and $key.nbf -eq $nbf)"
}

function Import-Policy([string]$file, [string]$id) {
  $text = Get-Content -Raw $file
  $answer = Invoke-WebRequest -UseBasicParsing -Uri "$Graph/beta/trustFramework/policies/$id/`$value" -Method Put -Headers $xml -ContentType 'application/xml; charset=utf-8' `
    -Body $text -SkipHttpErrorCheck
  switch ($answer.StatusCode) {
    201 { Write-Host "$id Created" }
    200 { Write-Host "$id Updated" }
    default { Write-Host "$id $($answer.StatusCode) $(($answer.Content | ConvertFrom-Json).error.message)" }
  }
}

$token = $DeviceCode ? (Get-DeviceCodeToken) : (Get-ApplicationToken)
$json = @{ 'Content-Type' = 'application/json'; 'Authorization' = "Bearer $token" }
$xml = @{ 'Authorization' = "Bearer $token" }

$domain = (Invoke-RestMethod -UseBasicParsing -Uri "$Graph/v1.0/domains" -Headers $json).value | Where-Object isInitial
$app = (Invoke-RestMethod -UseBasicParsing -Uri "$Graph/beta/applications?`$filter=startsWith(displayName,'IdentityExperienceFramework')" -Headers $json).value[0]
Write-Host "$($domain.id) $($app.displayName)"

$missing = Invoke-RestMethod -Uri "$Graph/beta/trustFramework/keySets/B2C_1A_TokenSigningKeyContainer" -Method Get -Headers $json -SkipHttpErrorCheck -StatusCodeVariable status
Write-Host "missing: $status $($missing.error.code)"
New-Key TokenSigningKeyContainer sig
New-Key TokenEncryptionKeyContainer enc
New-Key FacebookSecret sig rsa 'a secret'
New-Key TokenSigningKeyContainer sig

foreach ($run in 1..2) {
  foreach ($name in 'Base', 'Extensions', 'SignUpOrSignIn') { Import-Policy "$Folder/$name.xml" "B2C_1A_Example_$name" }
}
Import-Policy "$Folder/NoBase.xml" 'B2C_1A_NoBase'

$listed = (Invoke-RestMethod -UseBasicParsing -Uri "$Graph/beta/trustFramework/policies/" -Method Get -Headers $json).value | Where-Object { $_.id.StartsWith('B2C_1A_Example_Sign') }
foreach ($policy in $listed) {
  $content = (Invoke-WebRequest -UseBasicParsing -Uri "$Graph/beta/trustFramework/policies/$($policy.id)/`$value" -Method Get -Headers $xml).Content
  Write-Host "$($policy.id) is unchanged: $($content -eq (Get-Content -Raw "$Folder/SignUpOrSignIn.xml"))"
  $removed = Invoke-WebRequest -UseBasicParsing -Method Delete -Uri "$Graph/beta/trustFramework/policies/$($policy.id)" -Headers $xml
  Write-Host "$($policy.id) $($removed.StatusCode)"
}
