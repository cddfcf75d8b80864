@echo off
rem Without a command: opens the desktop. With one: runs it in plain Java, without a window system.
setlocal
for %%I in ("%~dp0..") do set "QUARRY_APP=%%~fI"

set "QUARRY_JAVA=%QUARRY_APP%\jre"
if exist "%QUARRY_JAVA%\bin\java.exe" goto found
set "QUARRY_JAVA=%JAVA_HOME%"
if not defined JAVA_HOME goto onpath
if exist "%QUARRY_JAVA%\bin\java.exe" goto found
echo quarry: JAVA_HOME is %JAVA_HOME%, which has no bin\java.exe; set it to the folder of a Java 17 or newer. 1>&2
exit /b 1
:onpath
for %%I in (java.exe) do set "QUARRY_JAVA=%%~dp$PATH:I.."
if exist "%QUARRY_JAVA%\bin\java.exe" goto found
for %%I in (java.exe) do set "QUARRY_EXE=%%~$PATH:I"
if defined QUARRY_EXE goto version
echo quarry: found no Java; install Java 17 or newer, or set JAVA_HOME to its folder. 1>&2
exit /b 1

:found
set "QUARRY_EXE=%QUARRY_JAVA%\bin\java.exe"
:version
set "QUARRY_VERSION="
for /f "tokens=3 delims= " %%V in ('""%QUARRY_EXE%" -version 2>&1"') do if not defined QUARRY_VERSION set "QUARRY_VERSION=%%~V"
for /f "tokens=1 delims=.-+" %%V in ("%QUARRY_VERSION%") do set /a QUARRY_MAJOR=%%V 2>nul
if defined QUARRY_MAJOR if %QUARRY_MAJOR% lss 17 (
  echo quarry: %QUARRY_EXE% is Java %QUARRY_VERSION%; install Java 17 or newer, or set JAVA_HOME to its folder. 1>&2
  exit /b 1
)

if "%~1"=="" goto desktop
if "%~1"=="-h" goto cli
if "%~1"=="--help" goto cli
if "%~1"=="-V" goto cli
if "%~1"=="--version" goto cli
set "QUARRY_FIRST=%~1"
if "%QUARRY_FIRST:~0,1%"=="-" goto desktop

:cli
"%QUARRY_EXE%" -XX:+UseSerialGC -Xshare:auto --enable-native-access=ALL-UNNAMED "-Dquarry.home=%QUARRY_APP%" %QUARRY_JAVA_OPTIONS% -cp "%QUARRY_APP%\quarry\modules\*" org.quarry.cli.Main %*
exit /b %ERRORLEVEL%

:desktop
if exist "%QUARRY_JAVA%\bin\java.exe" (
  start "" "%QUARRY_APP%\desktop\quarry64.exe" --jdkhome "%QUARRY_JAVA%" %*
) else (
  start "" "%QUARRY_APP%\desktop\quarry64.exe" %*
)
